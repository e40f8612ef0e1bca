using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using HiperNet.Hipd.Control;
using HiperNet.HipStack.Control;

namespace HiperNet.HipStack.Tests.Control;

/// <summary>A daemon that always answers the same, and keeps what it was told.</summary>
internal sealed class FixedDaemon : IDaemonControl
{
    /// <summary>A peer of whom nobody knows.</summary>
    public const string Stranger = "stranger";

    /// <summary>A peer that makes the daemon fail.</summary>
    public const string Trouble = "trouble";

    /// <summary>What a chunk of a capture holds.</summary>
    public static readonly byte[] Octets = [0x0A, 0x0D, 0x0D, 0x0A, 0xFF, 0x00];

    public ConcurrentQueue<object> Told { get; } = [];

    /// <summary>Ends once an endless answer has been left.</summary>
    public TaskCompletionSource Left { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Sends captures without a pause and without an end.</summary>
    public bool Floods { get; init; }

    public Task<DaemonStatus> StatusAsync(CancellationToken cancellation) => Task.FromResult(SampleRecords.Daemon);

    public Task<IReadOnlyList<AssociationStatus>> AssociationsAsync(string? peer, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<AssociationStatus>>(peer switch
        {
            null => [SampleRecords.Association, SampleRecords.Opening],
            "beta" => [SampleRecords.Association],
            _ => [],
        });

    public Task<IReadOnlyList<PeerEntry>> PeersAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<PeerEntry>>([SampleRecords.Peer]);

    public Task<Explanation> ExplainAsync(string peer, CancellationToken cancellation) => peer switch
    {
        Stranger => throw new ControlException(ControlFault.NotFound, "no peer is called stranger"),
        Trouble => throw new InvalidOperationException("a secret of the daemon"),
        "granted" => Task.FromResult(SampleRecords.Explanation with { Verdict = PeerVerdict.Granted }),
        _ => Task.FromResult(SampleRecords.Explanation),
    };

    public async IAsyncEnumerable<PingReply> PingAsync(
        string peer, int count, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (int i = 1; i <= count; i++)
        {
            await Task.Yield();
            yield return peer == Stranger
                ? new PingReply { Sequence = i, Error = "no locator is known" }
                : new PingReply
                {
                    Sequence = i,
                    Rtt = TimeSpan.FromMilliseconds(i),
                    BaseExchange = i == 1 ? TimeSpan.FromMilliseconds(9.5) : null,
                    Path = SampleRecords.Path,
                };
        }
    }

    public Task<ChangeResult> ResetAsync(string peer, CancellationToken cancellation) => Tell(peer);

    public Task<ChangeResult> AddHostAsync(HostEntry host, CancellationToken cancellation) => Tell(host);

    public Task<ChangeResult> RemoveHostAsync(string peer, CancellationToken cancellation) => Tell(peer);

    public Task<ChangeResult> ReloadAsync(CancellationToken cancellation) => Tell("reload");

    public async IAsyncEnumerable<CaptureChunk> CaptureAsync(
        CaptureRequest request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Told.Enqueue(request);
        CaptureChunk chunk = new()
        {
            Pcapng = Floods ? new byte[100_000] : Octets,
            Packets = 1,
            Keys = request.Keys ? ["\"key\""] : [],
        };
        try
        {
            for (long i = 0; Floods || i < (request.Count ?? 1); i++)
            {
                cancellation.ThrowIfCancellationRequested();
                yield return chunk;
            }

            if (request.Count is null)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            }
        }
        finally
        {
            Left.TrySetResult();
        }
    }

    public Task<ChangeResult> AddCertificatesAsync(
        IReadOnlyList<byte[]> certificates, CancellationToken cancellation) => Tell(certificates);

    public Task<ChangeResult> RemoveCertificateAsync(string id, CancellationToken cancellation) => Tell(id);

    public Task<ChangeResult> AddRevocationsAsync(IReadOnlyList<byte[]> lists, CancellationToken cancellation) =>
        Tell(lists);

    public async IAsyncEnumerable<AssociationEvent> EventsAsync(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        try
        {
            yield return SampleRecords.Event;
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
        }
        finally
        {
            Left.TrySetResult();
        }
    }

    public Task<ChangeResult> ShutdownAsync(CancellationToken cancellation) => Tell("shutdown");

    private Task<ChangeResult> Tell(object what)
    {
        Told.Enqueue(what);
        return Task.FromResult(new ChangeResult { Changed = 1, Notes = ["noted"] });
    }
}
