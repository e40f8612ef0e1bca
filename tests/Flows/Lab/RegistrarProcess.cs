using System.Diagnostics;
using System.Globalization;
using System.Text;
using HiperNet.Registrar.Tests.State.Lab;
using HiperNet.Testing;

namespace HiperNet.Flows.Tests.Lab;

/// <summary>
/// The registrar's service as a process, listening on a port of loopback. It can be ended, killed and started again
/// on the same data; it never outlives the tests.
/// </summary>
internal sealed class RegistrarProcess : IAsyncDisposable
{
    private const string Ready = " registrar.ready ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string directory;
    private string[] arguments;
    private readonly StringBuilder lines = new();
    private Process? process;
    private Task reading = Task.CompletedTask;
    private TaskCompletionSource<string> ready = NewReady();

    private RegistrarProcess(string directory, string[] arguments) =>
        (this.directory, this.arguments) = (directory, arguments);

    /// <summary>Where it answers.</summary>
    public Uri Address { get; private set; } = new("https://127.0.0.1:0");

    /// <summary>Its principal, in hexadecimal.</summary>
    public string Principal { get; private set; } = "";

    /// <summary>The number of the process.</summary>
    public int Id => process?.Id ?? throw new InvalidOperationException("It does not run.");

    /// <summary>All that it has written, of all its runs.</summary>
    public string Log
    {
        get
        {
            lock (lines)
            {
                return lines.ToString();
            }
        }
    }

    /// <summary>Starts it, and returns when it answers.</summary>
    /// <param name="directory">The directory of its data; it may be there, with a key or a whole store.</param>
    /// <param name="arguments">What it is told besides --data and, the first time, --listen.</param>
    public static async Task<RegistrarProcess> StartAsync(string directory, params string[] arguments)
    {
        RegistrarProcess registrar = new(directory, arguments);
        await registrar.StartAsync();
        return registrar;
    }

    /// <summary>Starts it again, at the same address.</summary>
    public async Task StartAsync()
    {
        Directory.CreateDirectory(directory);
        ready = NewReady();
        string[] all =
        [
            "--data", directory,
            "--listen", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Address.Port}"),
            .. arguments,
        ];
        process = Starter.Begin(directory, Programs.Registrar, all);
        reading = Task.WhenAll(ReadAsync(process.StandardError), ReadAsync(process.StandardOutput));
        Task first = await Task.WhenAny(ready.Task, reading, Task.Delay(Patience, TimeProvider.System));
        if (first != ready.Task)
        {
            await KillAsync();
            Assert.Fail($"The registrar does not start:\n{Log}");
        }

        Read(await ready.Task);
    }

    /// <summary>When it is started again, it is not told this option any more, nor its value.</summary>
    public void Forget(string option)
    {
        int index = Array.IndexOf(arguments, option);
        arguments = [.. arguments[..index], .. arguments[(index + 2)..]];
    }

    /// <summary>When it is started again, it is told this option with this value, too.</summary>
    public void Remember(string option, string value) => arguments = [.. arguments, option, value];

    /// <summary>Asks it to end (SIGTERM).</summary>
    public void Ask() => ProgramRun.Of("kill", default, "-TERM", Id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Asks it to end, and waits for that.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync()
    {
        Ask();
        return await WaitAsync();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> WaitAsync()
    {
        Process running = process ?? throw new InvalidOperationException("It does not run.");
        using CancellationTokenSource patience = new(Patience, TimeProvider.System);
        await running.WaitForExitAsync(patience.Token);
        await reading;
        int code = running.ExitCode;
        running.Dispose();
        process = null;
        return code;
    }

    /// <summary>Kills it (SIGKILL); the kernel kills its etcd then.</summary>
    public async Task KillAsync()
    {
        if (process is { } running)
        {
            running.Kill();
            await WaitAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await KillAsync();

    private static TaskCompletionSource<string> NewReady() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (lines)
            {
                lines.Append(line).Append('\n');
            }

            if (line.Contains(Ready, StringComparison.Ordinal))
            {
                ready.TrySetResult(line);
            }
        }
    }

    /// <summary>TIME info registrar.ready registrar NAME PRINCIPAL listens on ADDRESS ...</summary>
    private void Read(string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Principal = words[5];
        Address = new Uri(words[8]);
    }
}
