using System.Net.Sockets;
using System.Text.Json;
using HiperNet.Agent.Work;

namespace HiperNet.Agent.Control;

/// <summary>
/// Tells the status to whoever may connect to a socket: a line of JSON, then the end. It reads nothing, so that nothing
/// can be asked of it.
/// </summary>
internal sealed class StatusServer : IAsyncDisposable
{
    private const int Backlog = 16;
    private const int AtOnce = 8;
    private const UnixFileMode Mode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly string path;
    private readonly Func<AgentStatus> status;
    private readonly TimeProvider time;
    private readonly Socket socket;
    private readonly CancellationTokenSource end = new();
    private readonly Task serving;

    private StatusServer(string path, Func<AgentStatus> status, TimeProvider time)
    {
        (this.path, this.status, this.time) = (path, status, time);
        socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

        // Nobody can connect before listen(2), so nobody meets another mode.
        socket.Bind(new UnixDomainSocketEndPoint(path));
        File.SetUnixFileMode(path, Mode);
        socket.Listen(Backlog);
        serving = Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(ServeAsync)));
    }

    /// <summary>Begins. The caller is alone with the state, so that a socket that is there is a dead agent's.</summary>
    /// <exception cref="IOException">The folder cannot be made or written.</exception>
    /// <exception cref="SocketException">The socket cannot be made.</exception>
    /// <exception cref="ArgumentException">The path is too long.</exception>
    public static StatusServer Start(string path, Func<AgentStatus> status, TimeProvider time)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        return new StatusServer(path, status, time);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        socket.Dispose();
        File.Delete(path);
        end.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                using Socket caller = await socket.AcceptAsync(end.Token);
                byte[] line =
                [
                    .. JsonSerializer.SerializeToUtf8Bytes(status(), AgentJson.Default.AgentStatus), (byte)'\n',
                ];
                using CancellationTokenSource patience = new(Patience, time);
                await using NetworkStream stream = new(caller);
                await stream.WriteAsync(line, patience.Token);
            }
            catch (Exception gone) when (gone is IOException or SocketException
                || (gone is OperationCanceledException && !end.IsCancellationRequested))
            {
                // Whoever asked has gone, or does not read.
            }
        }
    }
}
