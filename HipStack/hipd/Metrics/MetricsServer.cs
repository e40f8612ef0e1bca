using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Text;
using HiperNet.HipStack.Control;

namespace HiperNet.Hipd.Metrics;

/// <summary>
/// Answers <c>GET /metrics</c> over HTTP/1.1 on an address of this machine, and nothing else: one request for each
/// connection, a bounded number of connections, bounded lines and times.
/// </summary>
internal sealed class MetricsServer : IAsyncDisposable
{
    /// <summary>The most connections at once; more are closed.</summary>
    public const int MaxConnections = 8;

    /// <summary>The most octets of a line of a request.</summary>
    public const int MaxLine = 4096;

    /// <summary>The most lines of a request.</summary>
    public const int MaxLines = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(100);

    private readonly TcpListener listener;
    private readonly Func<CancellationToken, Task<string>> metrics;
    private readonly TimeProvider time;
    private readonly Action<string> log;
    private readonly CancellationTokenSource ending = new();
    private readonly HashSet<Task> connections = [];
    private readonly Task accepting;

    private MetricsServer(
        TcpListener listener,
        Func<CancellationToken, Task<string>> metrics,
        TimeProvider time,
        Action<string> log)
    {
        (this.listener, this.metrics, this.time, this.log) = (listener, metrics, time, log);
        accepting = Task.Run(AcceptAsync);
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)listener.LocalEndpoint;

    /// <summary>Serves until it is disposed.</summary>
    /// <param name="end">Where to listen; port 0 for any.</param>
    /// <param name="metrics">Makes the text, from several threads at once.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Takes a line about what went wrong in the daemon.</param>
    /// <exception cref="ArgumentException">The address is not one of this machine alone.</exception>
    /// <exception cref="SocketException">The kernel refuses, for example because the port is taken.</exception>
    public static MetricsServer Start(
        IPEndPoint end, Func<CancellationToken, Task<string>> metrics, TimeProvider time, Action<string> log)
    {
        if (!IPAddress.IsLoopback(end.Address))
        {
            throw new ArgumentException($"metrics are served on a loopback address, not on {end}", nameof(end));
        }

        TcpListener? socket = new(end);
        try
        {
            socket.Start();
            MetricsServer server = new(socket, metrics, time, log);
            socket = null;
            return server;
        }
        finally
        {
            socket?.Dispose();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await accepting;
        listener.Dispose();
        Task[] open;
        lock (connections)
        {
            open = [.. connections];
        }

        await Task.WhenAll(open);
        ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                Admit(await listener.AcceptSocketAsync(ending.Token));
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException exception)
            {
                log($"metrics: {exception.Message}");
                await Task.Delay(PauseAfterFailure, time, ending.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Admit(Socket caller)
    {
        lock (connections)
        {
            if (connections.Count >= MaxConnections)
            {
                caller.Dispose();
                return;
            }

            Task served = Task.Run(() => ServeAsync(caller));
            connections.Add(served);
            _ = served.ContinueWith(
                Forget, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private void Forget(Task served)
    {
        lock (connections)
        {
            connections.Remove(served);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "A connection must not take the daemon with it.")]
    private async Task ServeAsync(Socket caller)
    {
        try
        {
            await using NetworkStream stream = new(caller, ownsSocket: true);
            using CancellationTokenSource late = new(Patience, time);
            using CancellationTokenSource either =
                CancellationTokenSource.CreateLinkedTokenSource(late.Token, ending.Token);
            if (await ReadAsync(stream, either.Token) is { } request)
            {
                await stream.WriteAsync(await AnswerAsync(request, either.Token), either.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The caller has gone, was too slow, or the daemon ends.
        }
        catch (Exception exception)
        {
            log($"metrics: {exception}");
        }
    }

    /// <summary>The first line of a request, after its headers have been read; null if it is none.</summary>
    private static async Task<string?> ReadAsync(NetworkStream stream, CancellationToken cancellation)
    {
        LineReader lines = new(stream, MaxLine);
        string? request = null;
        for (int i = 0; i < MaxLines; i++)
        {
            if (await lines.ReadAsync(cancellation) != LineEnd.Line)
            {
                return null;
            }

            string line = Encoding.Latin1.GetString(lines.Line.Span).TrimEnd('\r');
            request ??= line;
            if (line.Length == 0)
            {
                return request;
            }
        }

        return null;
    }

    private async Task<byte[]> AnswerAsync(string request, CancellationToken cancellation)
    {
        string[] words = request.Split(' ');
        bool isHttp = words.Length == 3 && words[2].StartsWith("HTTP/1.", StringComparison.Ordinal);
        (string status, string body) = words switch
        {
            _ when !isHttp => ("400 Bad Request", ""),
            [not "GET", ..] => ("405 Method Not Allowed", ""),
            [_, "/metrics", _] => ("200 OK", await metrics(cancellation)),
            _ => ("404 Not Found", ""),
        };
        byte[] octets = Encoding.UTF8.GetBytes(body);
        string head = $"HTTP/1.1 {status}\r\nContent-Type: {MetricsText.MediaType}\r\n"
            + $"Content-Length: {octets.Length}\r\nConnection: close\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. octets];
    }
}
