using HiperNet.Testing;

namespace HiperNet.Hiper.Tests;

/// <summary>Runs the built program as a process of its own.</summary>
internal static class Cli
{
    /// <summary>The program, next to the tests in the layout of artifacts/bin.</summary>
    public static string Program { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "hiper", Path.GetFileName(Path.TrimEndingDirectorySeparator(
            AppContext.BaseDirectory)), "hiper"));

    public static Outcome Run(params string[] args) => RunWith([], args);

    public static Outcome RunWith(byte[] input, params string[] args) => Start(Program, input, args);

    /// <summary>Runs the program under a shell's redirections, such as <c>&gt;&amp;-</c>.</summary>
    public static Outcome RunRedirected(string redirections, params string[] args) =>
        Start("/bin/sh", [], ["-c", $"exec \"$0\" \"$@\" {redirections}", Program, .. args]);

    /// <summary>Runs another program, which the test names in <c>RequiresProgram</c>.</summary>
    public static Outcome RunOther(string program, byte[] input, params string[] args) =>
        Start(program, input, args);

    private static Outcome Start(string program, byte[] input, string[] args)
    {
        ProgramRun run = ProgramRun.Of(program, input, args);
        return new Outcome(run.ExitCode, run.Output.ToArray(), run.Errors);
    }
}
