using HiperNet.HipStack.Association;
using HiperNet.HipStack.Control;
using HiperNet.HipStack.Identity;
using HiperNet.Hipd.DataPath;
using HiperNet.Hipd.Peers;
using HiperNet.Hipd.Policy;

namespace HiperNet.Hipd;

/// <summary>Says why a peer may or may not talk to us; on the control thread.</summary>
internal sealed class Explainer(DaemonParts parts)
{
    public Explanation Explain(Hit peer)
    {
        Host? host = parts.Hosts.Find(peer);
        AssociationView? view = parts.Engine.View().FirstOrDefault(view => view.Key.Peer == peer);
        PeerNotes? notes = parts.Events.NotesOn(peer);
        PeerDecision? grant = view is null ? null : parts.Effects.DecisionOn(view.Key);
        PeerVerdict verdict = (grant?.IsGranted ?? notes?.WasGranted) switch
        {
            null => PeerVerdict.Undecided,
            true => PeerVerdict.Granted,
            false => PeerVerdict.Refused,
        };
        return new Explanation
        {
            PeerHit = peer.ToAddress(),
            Name = host?.Name,
            Verdict = verdict,
            Reason = grant?.Reason ?? notes?.Reason ?? notes?.LastEnd
                ?? "it has not asked yet, and we have not asked it",
            State = view is null
                ? HipStack.Control.AssociationState.Unassociated
                : Records.Of(view.State),
            GrantedUntil = view?.Verdict?.Until is { } until ? parts.Clock.ToUtc(until) : null,
            Proof = grant?.Decision?.Proof is { } proof
                ? [.. CertificateRecords.Of(proof).Select(CertificateRecords.Line)]
                : [],
            MissingLink = grant is null ? notes?.MissingLink : null,
            LocatorReason = Locators(host, view, notes),
            NotifyReceived = notes?.LastNotify,
            NotifySent = notes?.LastNotifySent,
            Drops = [.. Drops(view)],
        };
    }

    private static string? Locators(Host? host, AssociationView? view, PeerNotes? notes)
    {
        if (view?.Path is { } path)
        {
            string state = view.IsPathVerified ? "verified" : "not verified yet";
            return $"reached over {path} ({state})";
        }

        string addresses = host is null ? string.Empty : string.Join(", ", Ways(host));
        if (addresses.Length == 0)
        {
            return "no locator is known: add one with hiper hip add-host, or to hosts in the configuration";
        }

        return notes?.LastEnd is { } end ? $"tried at {addresses}; last: {end}" : $"known at {addresses}";
    }

    private static IEnumerable<string> Ways(Host host)
    {
        IEnumerable<string> addresses = host.Addresses.Select(
            address => address.Port == 0 ? address.Address.ToString() : address.ToString());
        return host.Rvs.IsNone ? addresses : addresses.Append($"its server {host.Rvs}");
    }

    private IEnumerable<DropNote> Drops(AssociationView? view)
    {
        if (view is null)
        {
            yield break;
        }

        if (view.LastDrop != ControlDrop.None)
        {
            yield return Note($"HIP packet: {Records.Words(view.LastDrop)}", 1);
        }

        PeerLink? link = parts.Associations.Find(view.Key)?.Tag as PeerLink;
        foreach ((string reason, long count) in DropView.Of(parts.Associations.Find(view.Key), link?.InboundSas ?? []))
        {
            yield return Note(reason.Replace('_', ' '), count);
        }
    }

    private DropNote Note(string reason, long packets) =>
        new() { Reason = reason, Packets = packets, Last = parts.Clock.UtcNow };
}
