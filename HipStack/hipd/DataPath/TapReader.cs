using HiperNet.HipStack.Esp;
using HiperNet.HipStack.Link;

namespace HiperNet.Hipd.DataPath;

/// <summary>The thread from the TAP device to the network: batches in, batches out.</summary>
internal sealed class TapReader(
    ITapDevice tap,
    NeighbourResponder responder,
    OutboundPipeline pipeline,
    PacketQueue queue,
    CaptureHub captures,
    IDataEvents events,
    DaemonClock clock,
    LogLimit errors)
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(1);

    private readonly FrameBatch frames = new(FrameBatch.DefaultSlots, DataLimits.MaxFrame);
    private readonly FrameBatch replies = new();
    private readonly OutgoingBatches outgoing = new();
    private readonly byte[] output = GC.AllocateArray<byte>(
        DataLimits.MaxDatagram, pinned: true);

    /// <summary>What the host's frames were.</summary>
    public FrameTally Tally { get; } = new();

    /// <summary>Runs until cancelled and woken, or until the device is gone.</summary>
    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested && !tap.IsGone)
        {
            tap.Read(frames, -1);
            TimeSpan now = clock.Now;
            for (int i = 0; i < frames.Count; i++)
            {
                TryHandle(frames[i], now);
            }

            outgoing.Flush();
            Answer();
        }
    }

    private void TryHandle(ReadOnlySpan<byte> frame, TimeSpan now)
    {
        try
        {
            Handle(frame, now);
        }
#pragma warning disable CA1031 // an application's packet must not end the daemon, whatever bug it finds
        catch (Exception error)
#pragma warning restore CA1031
        {
            errors.Write($"error: a packet of an application was dropped: {error}");
        }
    }

    private void Handle(ReadOnlySpan<byte> frame, TimeSpan now)
    {
        Span<byte> answer = stackalloc byte[NeighbourResponder.MaxAnswer];
        FrameVerdict verdict = responder.Look(frame, answer, out int length);
        Tally.Count(verdict);
        if (verdict == FrameVerdict.Answered)
        {
            Reply(answer[..length]);
        }
        else if (verdict is FrameVerdict.IPv4 or FrameVerdict.IPv6
            && EthernetFrame.TryUnwrap(frame, out _, out ReadOnlySpan<byte> packet))
        {
            Send(frame, packet, now);
        }
    }

    private void Send(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> packet, TimeSpan now)
    {
        OutboundVerdict verdict = pipeline.Process(packet, output, now, out OutboundResult result);
        switch (verdict)
        {
            case OutboundVerdict.Send when result.Association?.Tag is PeerLink { Route: { } route } link:
                captures.Outbound(route, packet, output.AsSpan(0, result.Length));
                outgoing.Add(route, output.AsSpan(0, result.Length));
                Report(link, result.Association, now);
                break;
            case OutboundVerdict.Send when result.Association?.Tag is PeerLink link:
                // The way is for control packets alone (RFC 9028 section 4.5); what waits goes when there is another.
                queue.Enqueue(link.Key.Local.ToUInt128(), link.Key.Peer.ToUInt128(), packet);
                break;
            case OutboundVerdict.NoAssociation:
                if (queue.Enqueue(result.LocalHit, result.PeerHit, packet))
                {
                    events.PacketWaits(result.LocalHit, result.PeerHit);
                }

                break;
            case OutboundVerdict.IcmpError:
                ReplyPacket(frame, output.AsSpan(0, result.Length));
                break;
            default:
                break;
        }
    }

    private void Report(PeerLink link, AssociationPath association, TimeSpan now)
    {
        if (link.ReportedSent is not { } last || now - last >= ReportInterval)
        {
            link.ReportedSent = now;
            events.DataSent(link.Key, association.Outbound is { ShouldRekey: true });
        }
    }

    private void ReplyPacket(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> packet)
    {
        Span<byte> reply = stackalloc byte[IcmpErrors.MaxLength + EthernetFrame.HeaderLength];
        if (EthernetFrame.TryWrap(packet, EthernetFrame.Source(frame), responder.Peers, reply, out int length))
        {
            Reply(reply[..length]);
        }
    }

    private void Reply(ReadOnlySpan<byte> frame)
    {
        if (!replies.TryAdd(frame))
        {
            Answer();
            replies.TryAdd(frame);
        }
    }

    private void Answer()
    {
        if (replies.Count > 0)
        {
            tap.Write(replies);
            replies.Clear();
        }
    }
}
