using System.Runtime.CompilerServices;
using HiperNet.HipStack.Control;

namespace HiperNet.Hipd.Control;

/// <summary>What the daemon answers to a request, as lines of the contract.</summary>
internal static class ControlAnswers
{
    /// <summary>The last line of an answer.</summary>
    public static ControlAnswer Done(TimeProvider time) => Item() with
    {
        Status = ControlFault.None,
        Now = time.GetUtcNow(),
    };

    /// <summary>The last line where there is no answer.</summary>
    public static ControlAnswer Failed(ControlFault fault, string why, TimeProvider time) => Item() with
    {
        Status = fault,
        Error = why,
        Now = time.GetUtcNow(),
    };

    /// <summary>The items of the answer to a request.</summary>
    /// <exception cref="ControlException">There is none.</exception>
    public static async IAsyncEnumerable<ControlAnswer> Of(
        ControlRequest request,
        ControlAccess access,
        IDaemonControl daemon,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        Require(request, access);
        IAsyncEnumerable<ControlAnswer> items = request.Verb switch
        {
            ControlVerb.Sas => Associations(request.Peer, daemon, cancellation),
            ControlVerb.Peers => Peers(daemon, cancellation),
            ControlVerb.Ping => daemon.PingAsync(request.Peer!, request.Count ?? 1, cancellation)
                .Select(reply => Item() with { Ping = reply }),
            ControlVerb.Capture => daemon.CaptureAsync(request.Capture ?? new(), cancellation)
                .Select(chunk => Item() with { Capture = chunk }),
            ControlVerb.Wait => daemon.EventsAsync(cancellation)
                .Select(change => Item() with { Event = change }),
            _ => One(request, daemon, cancellation),
        };
        await foreach (ControlAnswer item in items.WithCancellation(cancellation))
        {
            yield return item;
        }
    }

    /// <summary>Whether an answer goes on until the caller leaves.</summary>
    public static bool IsEndless(ControlRequest request) => request.Verb is ControlVerb.Capture or ControlVerb.Wait;

    private static void Require(ControlRequest request, ControlAccess access)
    {
        if (request.Capture is { Keys: true } && access != ControlAccess.Root)
        {
            throw new ControlException(ControlFault.Forbidden, "only root may see keys");
        }
    }

    private static async IAsyncEnumerable<ControlAnswer> One(
        ControlRequest request, IDaemonControl daemon, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return request.Verb switch
        {
            ControlVerb.Status => Item() with { Daemon = await daemon.StatusAsync(cancellation) },
            ControlVerb.Explain => Item() with
            {
                Explanation = await daemon.ExplainAsync(request.Peer!, cancellation),
            },
            _ => Item() with { Change = await ChangeAsync(request, daemon, cancellation) },
        };
    }

    private static Task<ChangeResult> ChangeAsync(
        ControlRequest request, IDaemonControl daemon, CancellationToken cancellation) => request.Verb switch
        {
            ControlVerb.Rst => daemon.ResetAsync(request.Peer!, cancellation),
            ControlVerb.AddHost => daemon.AddHostAsync(request.Host!, cancellation),
            ControlVerb.DelHost => daemon.RemoveHostAsync(request.Peer!, cancellation),
            ControlVerb.Reload => daemon.ReloadAsync(cancellation),
            ControlVerb.AddCert => daemon.AddCertificatesAsync(request.Objects!, cancellation),
            ControlVerb.DelCert => daemon.RemoveCertificateAsync(request.Certificate!, cancellation),
            ControlVerb.AddCrl => daemon.AddRevocationsAsync(request.Objects!, cancellation),
            ControlVerb.Shutdown => daemon.ShutdownAsync(cancellation),
            _ => throw new ControlException(ControlFault.UnknownVerb, "hipd does not know this verb"),
        };

    private static async IAsyncEnumerable<ControlAnswer> Associations(
        string? peer, IDaemonControl daemon, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (AssociationStatus item in await daemon.AssociationsAsync(peer, cancellation))
        {
            yield return Item() with { Association = item };
        }
    }

    private static async IAsyncEnumerable<ControlAnswer> Peers(
        IDaemonControl daemon, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (PeerEntry item in await daemon.PeersAsync(cancellation))
        {
            yield return Item() with { Peer = item };
        }
    }

    private static ControlAnswer Item() => new() { Version = ControlLimits.Version };
}
