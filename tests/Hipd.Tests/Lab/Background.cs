using System.Diagnostics;
using System.Text;
using HiperNet.Testing;

namespace HiperNet.Hipd.Tests.Lab;

/// <summary>A program that runs in a namespace beside the test; its lines are kept.</summary>
internal sealed class Background : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process process;
    private readonly StringBuilder lines = new();
    private readonly Task<string> output;

    private Background(Process process)
    {
        this.process = process;
        output = Task.WhenAll(PumpAsync(process.StandardOutput), PumpAsync(process.StandardError))
            .ContinueWith(_ => Lines, TaskScheduler.Default);
    }

    /// <summary>What it has written so far.</summary>
    public string Lines
    {
        get
        {
            lock (lines)
            {
                return lines.ToString();
            }
        }
    }

    public int Id => process.Id;

    public bool IsRunning => !process.HasExited;

    /// <summary>Starts it. <c>ip netns exec</c> becomes the program, so that the number is the program's.</summary>
    public static Background Start(NetworkNamespace place, string program, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new("ip", ["netns", "exec", place.Name, program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process begun = Process.Start(start)!;
        begun.StandardInput.Close();
        return new Background(begun);
    }

    /// <summary>Sends a signal, such as TERM.</summary>
    public void Signal(string name) => ProgramRun.Of("kill", default, $"-{name}", $"{Id}");

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code; 128 + n if signal n ended it.</returns>
    public int Wait()
    {
        if (!process.WaitForExit(Patience))
        {
            Assert.Fail($"It did not end:\n{Lines}");
        }

        output.Wait(Patience);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (IsRunning)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit(Patience);
        }

        process.Dispose();
    }

    private async Task PumpAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (lines)
            {
                lines.Append(line).Append('\n');
            }
        }
    }
}
