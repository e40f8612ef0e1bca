using System.Diagnostics;
using HiperNet.Testing;

namespace HiperNet.PeerInterop.Tests;

/// <summary>A run of tests/Peers/hip_peer.py within a network namespace.</summary>
internal sealed class PythonPeer : IDisposable
{
    /// <summary>Debian's interpreter: another one does not have Debian's packages.</summary>
    public const string Interpreter = "/usr/bin/python3";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly List<string> lines = [];
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PythonPeer(NetworkNamespace space, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new("ip", ["netns", "exec", space.Name, Interpreter, Program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The program.</summary>
    public static string Program { get; } = RepositoryFiles.PathOf("tests", "Peers", "hip_peer.py");

    /// <summary>Starts it, and waits until its sockets are open.</summary>
    public static async Task<PythonPeer> StartAsync(NetworkNamespace space, params IEnumerable<string> arguments)
    {
        PythonPeer peer = new(space, arguments);
        await peer.started.Task.WaitAsync(Patience);
        return peer;
    }

    /// <summary>Waits for its end.</summary>
    public async Task<PeerReport> EndAsync()
    {
        using CancellationTokenSource patience = new(Patience);
        await process.WaitForExitAsync(patience.Token);
        return Report();
    }

    /// <summary>Ends it now.</summary>
    public async Task<PeerReport> KillAsync()
    {
        process.Kill();
        return await EndAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private void Add(string? line)
    {
        if (line is null)
        {
            started.TrySetResult();
            return;
        }

        lock (lines)
        {
            lines.Add(line);
        }

        started.TrySetResult();
    }

    /// <summary>What it has said until now.</summary>
    public override string ToString()
    {
        lock (lines)
        {
            return string.Join('\n', lines);
        }
    }

    private PeerReport Report()
    {
        lock (lines)
        {
            return new PeerReport(process.ExitCode, [.. lines]);
        }
    }
}
