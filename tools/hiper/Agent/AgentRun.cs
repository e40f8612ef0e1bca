using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace HiperNet.Cli.Agent;

/// <summary><c>hiper agent run</c>: runs the agent's own program, and ends as it does.</summary>
internal static class AgentRun
{
    private const string Program = "hiper-agent";
    private const string Installed = "/usr/lib/hiper";

    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Option<string> config = new("--config")
        {
            Description = "The configuration.",
            HelpName = "FILE",
            DefaultValueFactory = _ => "/etc/hiper/agent.yaml",
        };
        Option<bool> check = new("--check") { Description = "Say whether it is right and what is offered, and end." };
        return Verb.Of(
            "run",
            "Run hiper-agent until it is asked to end; nodes go on running then.",
            [config, check],
            parsed => Run(parsed.GetRequiredValue(config), parsed.GetValue(check)));
    }

    private static Answer Run(string config, bool isCheck)
    {
        string[] arguments = ["--config", config, .. isCheck ? ["--check"] : Array.Empty<string>()];
        using Interruption interruption = new();
        using Process agent = Process.Start(new ProcessStartInfo(Find(), arguments) { UseShellExecute = false })!;
        using CancellationTokenRegistration end = interruption.Token.Register(() => Ask(agent));
        agent.WaitForExit();
        ExitCode code = Enum.IsDefined((ExitCode)agent.ExitCode) ? (ExitCode)agent.ExitCode : ExitCode.Environment;
        return new Answer(ReadOnlyMemory<byte>.Empty, json => json.WriteNumber("exit_code", agent.ExitCode))
        {
            Code = code,
        };
    }

    // The runtime knows no signal but the one that kills.
    private static void Ask(Process agent)
    {
        string number = agent.Id.ToString(CultureInfo.InvariantCulture);
        ProcessStartInfo start = new("kill", ["-TERM", number]) { UseShellExecute = false };
        using Process kill = Process.Start(start)!;
        kill.WaitForExit();
    }

    /// <summary>Beside this program, where packages put it, or where it was built.</summary>
    private static string Find()
    {
        string own = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        string built = Path.GetFullPath(Path.Combine(own, "..", "..", Program, Path.GetFileName(own)));
        return new[] { own, Installed, built }
            .Select(folder => Path.Combine(folder, Program))
            .FirstOrDefault(File.Exists)
            ?? throw new CliException(ExitCode.Environment, $"the program {Program} is not installed");
    }
}
