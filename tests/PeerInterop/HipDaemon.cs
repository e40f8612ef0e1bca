using System.Diagnostics;
using HiperNet.HipStack.Control;
using HiperNet.Testing;

namespace HiperNet.PeerInterop.Tests;

/// <summary>A run of hipd within a network namespace.</summary>
internal sealed class HipDaemon : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly List<string> log = [];
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string socket;

    private HipDaemon(NetworkNamespace space, string config, string socket)
    {
        this.socket = socket;
        ProcessStartInfo start = new("ip", ["netns", "exec", space.Name, Program, "--config", config])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.Exited += (_, _) => started.TrySetResult();
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Its resident memory, in octets.</summary>
    public long Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    private static string Program { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "hipd", Path.GetFileName(Path.TrimEndingDirectorySeparator(
            AppContext.BaseDirectory)), "hipd"));

    /// <summary>Starts it, and waits until it says that it is ready.</summary>
    public static async Task<HipDaemon> StartAsync(NetworkNamespace space, string config, string socket)
    {
        HipDaemon daemon = new(space, config, socket);
        await daemon.started.Task.WaitAsync(Patience);
        daemon.MustBeWell();
        return daemon;
    }

    /// <summary>Asks it something.</summary>
    public async Task<T> AskAsync<T>(Func<ControlClient, Task<T>> question)
    {
        await using ControlClient client = await ControlClient.ConnectAsync(socket, Patience, TimeProvider.System);
        return await question(client);
    }

    /// <summary>What it has logged.</summary>
    public string Log
    {
        get
        {
            lock (log)
            {
                return string.Join('\n', log);
            }
        }
    }

    /// <summary>Whether a line of its log holds some words.</summary>
    public bool HasLogged(string words)
    {
        lock (log)
        {
            return log.Exists(line => line.Contains(words, StringComparison.OrdinalIgnoreCase));
        }
    }

    /// <summary>Fails if it has ended or has caught an error of its own.</summary>
    public void MustBeWell()
    {
        lock (log)
        {
            string text = string.Join('\n', log.TakeLast(20));
            Assert.IsFalse(process.HasExited, text);
            Assert.DoesNotContain("error:", string.Join('\n', log), StringComparison.Ordinal);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (log)
        {
            log.Add(line);
        }

        if (line.Contains("ready as", StringComparison.Ordinal))
        {
            started.TrySetResult();
        }
    }
}
