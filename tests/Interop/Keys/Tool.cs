using System.Diagnostics;

namespace HiperNet.Interop.Tests.Keys;

/// <summary>Runs a program of the system, which the test names in <c>RequiresProgram</c>.</summary>
internal static class Tool
{
    public static string Run(string program, params string[] arguments)
    {
        (int code, string output, string errors) = Try(program, arguments);
        Assert.AreEqual(0, code, $"{program} {string.Join(' ', arguments)}: {errors}");
        return output;
    }

    public static (int Code, string Output, string Errors) Try(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.GetAwaiter().GetResult());
    }
}
