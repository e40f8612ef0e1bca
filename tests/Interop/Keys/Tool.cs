using System.Text;
using HiperNet.Testing;

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
        ProgramRun run = ProgramRun.Of(program, input: default, arguments);
        return (run.ExitCode, Encoding.UTF8.GetString(run.Output.Span), run.Errors);
    }
}
