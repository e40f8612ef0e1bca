using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace HiperNet.HipStack.Control;

/// <summary>
/// Talks to a daemon by its control socket. One thing is asked at a time; after a <see cref="ControlException"/>, or
/// a stream that was left early, the connection is of no more use.
/// </summary>
public sealed class ControlClient : IAsyncDisposable
{
    private readonly NetworkStream stream;
    private readonly LineReader lines;
    private readonly TimeSpan timeout;
    private readonly TimeProvider time;

    private ControlClient(Socket socket, TimeSpan timeout, TimeProvider time)
    {
        stream = new NetworkStream(socket, ownsSocket: true);
        lines = new LineReader(stream, ControlLimits.MaxAnswer);
        (this.timeout, this.time) = (timeout, time);
    }

    /// <summary>The daemon's clock, as of the last answer.</summary>
    public DateTimeOffset? Now { get; private set; }

    /// <summary>Connects.</summary>
    /// <param name="path">The socket's path.</param>
    /// <param name="timeout">How long to wait for the connection, and for each line of an answer.</param>
    /// <param name="time">Measures that.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="ControlException">
    /// <see cref="ControlFault.NotRunning"/>, <see cref="ControlFault.AccessDenied"/>,
    /// <see cref="ControlFault.Busy"/>, <see cref="ControlFault.TimedOut"/>, or
    /// <see cref="ControlFault.Malformed"/> where the path is none.
    /// </exception>
    public static async Task<ControlClient> ConnectAsync(
        string path, TimeSpan timeout, TimeProvider time, CancellationToken cancellation = default)
    {
        Socket? socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            using CancellationTokenSource patience = new(timeout, time);
            using CancellationTokenSource either =
                CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
            await socket.ConnectAsync(ControlPath.EndPoint(path), either.Token);
            ControlClient client = new(socket, timeout, time);
            socket = null;
            return client;
        }
        catch (Exception exception)
        {
            throw Failure(exception, path, cancellation);
        }
        finally
        {
            socket?.Dispose();
        }
    }

    /// <summary>The daemon itself.</summary>
    public Task<DaemonStatus> StatusAsync(CancellationToken cancellation = default) =>
        OneAsync(Request(ControlVerb.Status), answer => answer.Daemon, cancellation);

    /// <summary>The associations, all or a peer's.</summary>
    public Task<IReadOnlyList<AssociationStatus>> AssociationsAsync(
        string? peer, CancellationToken cancellation = default) =>
        AllAsync(Request(ControlVerb.Sas) with { Peer = peer }, answer => answer.Association, cancellation);

    /// <summary>The peers whose locators are known.</summary>
    public Task<IReadOnlyList<PeerEntry>> PeersAsync(CancellationToken cancellation = default) =>
        AllAsync(Request(ControlVerb.Peers), answer => answer.Peer, cancellation);

    /// <summary>Why a peer may or may not talk to us.</summary>
    public Task<Explanation> ExplainAsync(string peer, CancellationToken cancellation = default) =>
        OneAsync(Request(ControlVerb.Explain) with { Peer = peer }, answer => answer.Explanation, cancellation);

    /// <summary>Associates with a peer and measures.</summary>
    public IAsyncEnumerable<PingReply> PingAsync(
        string peer, int count, CancellationToken cancellation = default) =>
        ItemsAsync(
            Request(ControlVerb.Ping) with { Peer = peer, Count = count },
            answer => answer.Ping,
            ControlLimits.MaxPingWait + timeout,
            cancellation);

    /// <summary>What happens to associations from now on.</summary>
    public IAsyncEnumerable<AssociationEvent> WaitAsync(CancellationToken cancellation = default) =>
        ItemsAsync(
            Request(ControlVerb.Wait), answer => answer.Event, Timeout.InfiniteTimeSpan, cancellation);

    /// <summary>Packets from now on.</summary>
    public IAsyncEnumerable<CaptureChunk> CaptureAsync(
        CaptureRequest request, CancellationToken cancellation = default) =>
        ItemsAsync(
            Request(ControlVerb.Capture) with { Capture = request },
            answer => answer.Capture,
            Timeout.InfiniteTimeSpan,
            cancellation);

    /// <summary>Closes and forgets the associations with a peer.</summary>
    public Task<ChangeResult> ResetAsync(string peer, CancellationToken cancellation = default) =>
        ChangeAsync(Request(ControlVerb.Rst) with { Peer = peer }, cancellation);

    /// <summary>Says where a peer is.</summary>
    public Task<ChangeResult> AddHostAsync(HostEntry host, CancellationToken cancellation = default) =>
        ChangeAsync(Request(ControlVerb.AddHost) with { Host = host }, cancellation);

    /// <summary>Takes back what <see cref="AddHostAsync"/> has said.</summary>
    public Task<ChangeResult> RemoveHostAsync(string peer, CancellationToken cancellation = default) =>
        ChangeAsync(Request(ControlVerb.DelHost) with { Peer = peer }, cancellation);

    /// <summary>Has the configuration read again.</summary>
    public Task<ChangeResult> ReloadAsync(CancellationToken cancellation = default) =>
        ChangeAsync(Request(ControlVerb.Reload), cancellation);

    /// <summary>Hands certificates over: canonical S-expressions.</summary>
    public Task<ChangeResult> AddCertificatesAsync(
        IReadOnlyList<byte[]> certificates, CancellationToken cancellation = default) =>
        ChangeAsync(Request(ControlVerb.AddCert) with { Objects = certificates }, cancellation);

    /// <summary>Hands revocation lists over: canonical S-expressions.</summary>
    public Task<ChangeResult> AddRevocationsAsync(
        IReadOnlyList<byte[]> lists, CancellationToken cancellation = default) =>
        ChangeAsync(Request(ControlVerb.AddCrl) with { Objects = lists }, cancellation);

    /// <summary>Takes a certificate back, by the hash of its body in hexadecimal.</summary>
    public Task<ChangeResult> RemoveCertificateAsync(string id, CancellationToken cancellation = default) =>
        ChangeAsync(Request(ControlVerb.DelCert) with { Certificate = id }, cancellation);

    /// <summary>Ends the daemon.</summary>
    public Task<ChangeResult> ShutdownAsync(CancellationToken cancellation = default) =>
        ChangeAsync(Request(ControlVerb.Shutdown), cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private static ControlRequest Request(ControlVerb verb) => new() { Version = ControlLimits.Version, Verb = verb };

    private static ControlException Failure(Exception exception, string path, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return exception switch
        {
            ControlException known => known,
            SocketException { SocketErrorCode: SocketError.AccessDenied } => new(
                ControlFault.AccessDenied, $"you may not talk to hipd at {path}: {exception.Message}", exception),
            SocketException { SocketErrorCode: SocketError.WouldBlock } =>
                new(ControlFault.Busy, $"too many talk to hipd at {path} already", exception),
            OperationCanceledException =>
                new(ControlFault.TimedOut, $"hipd does not answer at {path}", exception),
            _ => new(ControlFault.NotRunning, $"hipd is not running at {path}", exception),
        };
    }

    private Task<ChangeResult> ChangeAsync(ControlRequest request, CancellationToken cancellation) =>
        OneAsync(request, answer => answer.Change, cancellation);

    private async Task<T> OneAsync<T>(
        ControlRequest request, Func<ControlAnswer, T?> pick, CancellationToken cancellation)
        where T : class
    {
        IReadOnlyList<T> items = await AllAsync(request, pick, cancellation);
        return items is [T only] ? only : throw Strange();
    }

    private async Task<IReadOnlyList<T>> AllAsync<T>(
        ControlRequest request, Func<ControlAnswer, T?> pick, CancellationToken cancellation)
        where T : class
    {
        List<T> items = [];
        await foreach (T item in ItemsAsync(request, pick, timeout, cancellation))
        {
            items.Add(item);
        }

        return items;
    }

    private async IAsyncEnumerable<T> ItemsAsync<T>(
        ControlRequest request,
        Func<ControlAnswer, T?> pick,
        TimeSpan patience,
        [EnumeratorCancellation] CancellationToken cancellation)
        where T : class
    {
        await SendAsync(request, cancellation);
        while (true)
        {
            ControlAnswer answer = await NextAsync(patience, cancellation);
            if (answer.Status is { } status)
            {
                Now = answer.Now;
                if (status == ControlFault.None)
                {
                    yield break;
                }

                throw new ControlException(status, answer.Error ?? ControlWord.Of(status));
            }

            yield return pick(answer) ?? throw Strange();
        }
    }

    private async Task SendAsync(ControlRequest request, CancellationToken cancellation)
    {
        try
        {
            using CancellationTokenSource patience = new(timeout, time);
            using CancellationTokenSource either =
                CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
            await stream.WriteAsync(ControlCodec.Encode(request), either.Token);
        }
        catch (IOException)
        {
            // It has closed already; what it said before that says why.
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Late();
        }
    }

    private async Task<ControlAnswer> NextAsync(TimeSpan wait, CancellationToken cancellation)
    {
        try
        {
            using CancellationTokenSource patience = new(wait, time);
            using CancellationTokenSource either =
                CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
            LineEnd end = await lines.ReadAsync(either.Token);
            return end switch
            {
                LineEnd.Line when ControlCodec.TryDecode(lines.Line.Span, out ControlAnswer? answer) => answer,
                LineEnd.Closed => throw Left(null),
                _ => throw Strange(),
            };
        }
        catch (IOException exception)
        {
            throw Left(exception);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Late();
        }
    }

    private static ControlException Late() => new(ControlFault.TimedOut, "hipd does not answer in time");

    private static ControlException Left(Exception? inner) =>
        new(ControlFault.NotRunning, "hipd ended the connection before its answer was complete", inner);

    private static ControlException Strange() =>
        new(ControlFault.Protocol, "what answers is not a hipd that this program understands");
}
