using System.CommandLine;
using HiperNet.Vpxi.Language;
using HiperNet.Vpxi.Model;

namespace HiperNet.Cli.Vxdl;

/// <summary><c>hiper vxdl check</c>: finds all that is wrong with a description, in one run.</summary>
internal static class VxdlCheck
{
    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Argument<string> file = VxdlCommands.File();
        Option<string[]> set = VxdlCommands.Set();
        return Verb.Of(
            "check",
            "Find what is wrong with a description: 0 nothing or warnings only, 1 errors of meaning, 3 unreadable.",
            [file, set],
            parsed => Run(VxdlFile.Load(parsed.GetRequiredValue(file), parsed.GetValue(set))));
    }

    private static Answer Run(VxdlFile file)
    {
        CheckResult? result = file.Description is null ? null : Checker.Check(file.Description);
        IReadOnlyList<Finding> findings = [.. file.Findings.Concat(result?.Findings ?? [])];
        int errors = findings.Count(finding => finding.Severity == Severity.Error);
        string text = FindingText.Plain(file.Name, findings) + Summary(file, result?.Infrastructure, errors);
        return new Answer(text, json =>
        {
            json.WriteString("file", file.Name);
            json.WriteNumber("errors", errors);
            json.WriteNumber("warnings", findings.Count - errors);
            FindingText.Json(json, findings);
            if (result is not null)
            {
                json.WriteString("id", result.Infrastructure.Id);
                json.WriteNumber("nodes", result.Infrastructure.Nodes.Count);
                json.WriteNumber("links", result.Infrastructure.Links.Count);
            }
        })
        {
            Code = result is null ? ExitCode.Malformed : errors > 0 ? ExitCode.Refused : ExitCode.Done,
        };
    }

    private static string Summary(VxdlFile file, Infrastructure? infrastructure, int errors) => infrastructure is null
        ? $"{file.Name}: this cannot be read"
        : errors > 0
        ? $"{file.Name}: {errors} {(errors == 1 ? "error" : "errors")}"
        : $"{file.Name}: '{infrastructure.Id}' is right: {infrastructure.Nodes.Count} nodes, "
            + $"{infrastructure.Links.Count} links";
}
