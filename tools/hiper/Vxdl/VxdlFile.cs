using HiperNet.Vpxi.Language;
using HiperNet.Vpxi.Model;

namespace HiperNet.Cli.Vxdl;

/// <summary>A description from a file, and what is wrong with it.</summary>
internal sealed record VxdlFile(string Name, Description? Description, IReadOnlyList<Finding> Findings)
{
    private const string StandardInput = "-";

    /// <summary>Reads a file, or the standard input for <c>-</c>.</summary>
    /// <exception cref="CliException">A value of a parameter is no NAME=VALUE.</exception>
    public static VxdlFile Load(string path, string[]? values)
    {
        Dictionary<string, string> parameters = [];
        foreach (string pair in values ?? [])
        {
            int sign = pair.IndexOf('=', StringComparison.Ordinal);
            if (sign < 1 || !parameters.TryAdd(pair[..sign], pair[(sign + 1)..]))
            {
                throw new CliException(ExitCode.Usage, $"'{pair}' is no NAME=VALUE, or sets a parameter again");
            }
        }

        using Stream stream = path == StandardInput ? Console.OpenStandardInput() : File.OpenRead(path);
        ReadResult result = VxdlDocument.Read(stream, parameters);
        return new VxdlFile(path == StandardInput ? "stdin" : path, result.Description, result.Findings);
    }

    /// <summary>The description, with which nothing is wrong.</summary>
    /// <exception cref="CliException">Something is; the first error is told, and how to see all.</exception>
    public Description NeedRight()
    {
        Finding? error = Findings.FirstOrDefault(finding => finding.Severity == Severity.Error);
        return Description is { } description && error is null
            ? description
            : throw new CliException(
                Description is null ? ExitCode.Malformed : ExitCode.Refused,
                $"{Name}:{error!.Place}: {error.Message}; see 'hiper vxdl check'");
    }
}
