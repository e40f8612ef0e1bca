using System.ComponentModel;
using System.Diagnostics;

namespace HiperNet.Vpxi.Deployment;

/// <summary>
/// Runs programs of this machine, such as ip, for one plan. Each has the plan in its environment: if this program is
/// killed, the next one finds those that still run.
/// </summary>
internal sealed class HostPrograms(string tag)
{
    private const string TagVariable = "HIPER_DEPLOYMENT";
    private static readonly string[] Folders =
    [
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries),
        "/usr/sbin", "/usr/bin", "/sbin", "/bin",
    ];

    /// <summary>Where a program is.</summary>
    /// <exception cref="DeploymentException">It is nowhere.</exception>
    public static string Find(string program) =>
        Folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
        ?? throw new DeploymentException(DeploymentFault.Environment, $"the program {program} is not installed");

    /// <summary>The processes of this plan's programs, other than this one, that run now.</summary>
    public IReadOnlyList<int> Running() =>
        [.. ProcessTable.WithVariable(TagVariable, tag).Where(process => process != Environment.ProcessId)];

    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it wrote.</returns>
    /// <exception cref="DeploymentException">It failed; the message is its last line.</exception>
    public async Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        (int code, string output, string errors) = await TryRunAsync(program, arguments, cancellation);
        return code == 0 ? output : throw Failure(program, code, errors);
    }

    /// <summary>Runs a program to its end, which may be a failure.</summary>
    public async Task<(int Code, string Output, string Errors)> TryRunAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(DeploymentLimits.Program);
        using Process process = Start(program, arguments);
        process.StandardInput.Close();
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(patience.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            ProcessTable.Kill(process.Id);
            cancellation.ThrowIfCancellationRequested();
            throw new DeploymentException(DeploymentFault.Failed, $"{program} does not end");
        }
    }

    /// <summary>Starts a program with a plain environment, and its input, output and errors as pipes.</summary>
    public Process Start(string program, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(Find(program), arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
        start.Environment["HOME"] = "/root";
        start.Environment[TagVariable] = tag;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            throw new DeploymentException(DeploymentFault.Environment, $"{program}: {failure.Message}", failure);
        }
    }

    private static DeploymentException Failure(string program, int code, string errors)
    {
        string last = LastLine(errors);
        return errors switch
        {
            _ when errors.Contains("qdisc kind is unknown", StringComparison.Ordinal) => new DeploymentException(
                DeploymentFault.Environment, "this kernel has no tbf, so that a bandwidth cannot be limited"),
            _ when errors.Contains("Operation not permitted", StringComparison.Ordinal) => new DeploymentException(
                DeploymentFault.Environment, $"{program} lacks a privilege: {last}"),
            _ when errors.Contains("Operation not supported", StringComparison.Ordinal)
                || errors.Contains("Unknown device type", StringComparison.Ordinal) => new DeploymentException(
                    DeploymentFault.Environment, $"this kernel lacks what {program} asks for: {last}"),
            _ => new DeploymentException(DeploymentFault.Failed, $"{program} failed with {code}: {last}"),
        };
    }

    public static string LastLine(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";
}
