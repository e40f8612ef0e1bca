using HiperNet.HipStack.Association;
using HiperNet.HipStack.Esp;
using HiperNet.HipStack.Link;
using HiperNet.Hipd.DataPath;
using Path = HiperNet.HipStack.Association.Path;

namespace HiperNet.Hipd;

/// <summary>
/// Packets that wait for an association: sent when it is there, answered with an error when it is not.
/// </summary>
internal sealed class WaitingPackets(
    PacketQueue queue,
    OutboundPipeline pipeline,
    IcmpErrors errors,
    ITapDevice tap,
    MacAddress peersAddress,
    CaptureHub captures,
    DaemonClock clock)
{
    private readonly OutgoingBatches outgoing = new();
    private readonly FrameBatch replies = new();
    private readonly byte[] output = new byte[ushort.MaxValue + OutboundPipeline.Headroom];

    /// <summary>Whether anything waits for an association.</summary>
    public bool Has(AssociationKey key) => queue.Has(key.Local.ToUInt128(), key.Peer.ToUInt128());

    /// <summary>Sends what waits for an open association, unless its path is for control packets alone.</summary>
    public void Send(AssociationKey key, Path? path)
    {
        if (path is not { IsControlOnly: false })
        {
            return;
        }

        while (queue.TryDequeue(key.Local.ToUInt128(), key.Peer.ToUInt128(), out byte[]? packet))
        {
            if (pipeline.Process(packet, output, clock.Now, out OutboundResult result) == OutboundVerdict.Send
                && result.Association?.Tag is PeerLink { Route: { } route })
            {
                captures.Outbound(route, packet, output.AsSpan(0, result.Length));
                outgoing.Add(route, output.AsSpan(0, result.Length));
            }
        }

        outgoing.Flush();
    }

    /// <summary>Gives back what waits, with the reason why there is no association.</summary>
    public void Refuse(AssociationKey key, EndReason reason) => Drop(
        key,
        reason is EndReason.Refused or EndReason.RefusedByPeer or EndReason.RightEnded or EndReason.Revoked
            ? IcmpErrorKind.AdministrativelyProhibited
            : IcmpErrorKind.AddressUnreachable);

    public void Drop(AssociationKey key, IcmpErrorKind kind)
    {
        while (queue.TryDequeue(key.Local.ToUInt128(), key.Peer.ToUInt128(), out byte[]? packet))
        {
            if (errors.TryBuild(kind, packet, 0, output, clock.Now, out int length)
                && EthernetFrame.TryWrap(
                    output.AsSpan(0, length), tap.MacAddress, peersAddress, replies.Next, out int written))
            {
                replies.Add(written);
                tap.Write(replies);
                replies.Clear();
            }
        }
    }
}
