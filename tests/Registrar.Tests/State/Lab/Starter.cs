using System.Collections.Concurrent;
using System.Diagnostics;

namespace HiperNet.Registrar.Tests.State.Lab;

/// <summary>
/// Starts programs that the kernel kills when the tests end, however they end: all from one thread that lives as long
/// as the tests do, because that is whose end the kernel looks at.
/// </summary>
internal static class Starter
{
    private static readonly BlockingCollection<(ProcessStartInfo, TaskCompletionSource<Process>)> Asked = [];

    static Starter() => new Thread(Run) { IsBackground = true }.Start();

    /// <summary>Starts a program of which nobody reads what it writes.</summary>
    public static Process Start(string directory, string program, params IEnumerable<string> arguments)
    {
        Process process = Begin(directory, program, arguments);
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        return process;
    }

    /// <summary>Starts a program; the caller reads all that it writes.</summary>
    public static Process Begin(string directory, string program, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new("setpriv", ["--pdeathsig", "KILL", "--", program, .. arguments])
        {
            WorkingDirectory = directory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        TaskCompletionSource<Process> started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Asked.Add((start, started));
        Process process = started.Task.GetAwaiter().GetResult();
        process.StandardInput.Close();
        return process;
    }

    private static void Run()
    {
        foreach ((ProcessStartInfo start, TaskCompletionSource<Process> started) in Asked.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (Exception e)
            {
                started.SetException(e);
            }
        }
    }
}
