using System.Diagnostics;

namespace HiperNet.Hiper.Tests;

/// <summary>Runs the built program as a process of its own.</summary>
internal static class Cli
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

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
        ProcessStartInfo start = new(program, args)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<byte[]> output = ReadAsync(process.StandardOutput.BaseStream);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        try
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program answered without reading all of it.
        }

        if (!process.WaitForExit(Patience) || !Task.WaitAll([output, errors], Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', args)} did not end");
        }

        return new Outcome(process.ExitCode, output.Result, errors.Result);
    }

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        using MemoryStream octets = new();
        await stream.CopyToAsync(octets);
        return octets.ToArray();
    }
}
