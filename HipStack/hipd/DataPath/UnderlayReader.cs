using System.Net;
using System.Net.Sockets;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Esp;
using HiperNet.HipStack.Link;
using HiperNet.HipStack.Transport;
using HiperNet.HipStack.Wire;
using Path = HiperNet.HipStack.Association.Path;

namespace HiperNet.Hipd.DataPath;

/// <summary>The thread from the network to the TAP device: in batches; HIP packets to the control thread.</summary>
internal sealed class UnderlayReader(
    ISocketPoller poller,
    ITapDevice tap,
    MacAddress peersAddress,
    InboundPipeline pipeline,
    RelayTable relays,
    CaptureHub captures,
    IDataEvents events,
    DaemonClock clock,
    LogLimit errors)
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(1);

    private readonly DatagramBatch datagrams = new(DatagramBatch.DefaultSlots, DataLimits.MaxDatagram);
    private readonly FrameBatch frames = new(FrameBatch.DefaultSlots, DataLimits.MaxFrame);
    private readonly byte[] buffer = GC.AllocateArray<byte>(
        DataLimits.MaxDatagram + InboundPipeline.PayloadOffset, pinned: true);
    private readonly OutgoingBatches relayed = new();
    private Func<Encapsulation, int, Path>? pathOf;
    private int localPort;

    /// <summary>Kept, so that a packet costs no allocation.</summary>
    private Func<Encapsulation, int, Path> Paths => pathOf ??= PathOf;

    /// <summary>Runs until cancelled and woken.</summary>
    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            if (poller.Receive(datagrams, -1) is not { } socket)
            {
                continue;
            }

            localPort = socket.Bound.Port;
            TimeSpan now = clock.Now;
            for (int i = 0; i < datagrams.Count; i++)
            {
                TryHandle(socket, i, now);
            }

            Flush();
            relayed.Flush();
        }
    }

    private void TryHandle(IDatagramSocket socket, int slot, TimeSpan now)
    {
        try
        {
            Handle(socket, slot, now);
        }
#pragma warning disable CA1031 // a stranger's packet must not end the daemon, whatever bug it finds
        catch (Exception error)
#pragma warning restore CA1031
        {
            errors.Write($"error: a packet from {datagrams.Remote(slot)} was dropped: {error}");
        }
    }

    private void Handle(IDatagramSocket socket, int slot, TimeSpan now)
    {
        ReadOnlySpan<byte> datagram = datagrams[slot];
        switch (socket.Protocol)
        {
            case UnderlayProtocol.Hip:
                events.HipReceived(PathOf(Encapsulation.Raw, slot), datagram);
                captures.Hip(Paths, Encapsulation.Raw, slot, datagram);
                break;
            case UnderlayProtocol.Esp:
                Open(Encapsulation.Raw, slot, datagram, now);
                break;
            default:
                HandleUdp(socket, slot, datagram, now);
                break;
        }
    }

    private void HandleUdp(IDatagramSocket socket, int slot, ReadOnlySpan<byte> datagram, TimeSpan now)
    {
        switch (UdpFraming.Strip(datagram, out ReadOnlySpan<byte> packet))
        {
            case UdpPayload.Hip:
                events.HipReceived(PathOf(Encapsulation.Udp, slot), packet);
                captures.Hip(Paths, Encapsulation.Udp, slot, packet);
                break;
            case UdpPayload.Esp when relays.TryFind(socket, datagrams.Remote(slot), packet, out EspRoute? route):
                relayed.Add(route, packet);
                break;
            case UdpPayload.Esp when !relays.IsRelayed(socket):
                Open(Encapsulation.Udp, slot, packet, now);
                break;
            default:
                break;
        }
    }

    private void Open(Encapsulation encapsulation, int slot, ReadOnlySpan<byte> esp, TimeSpan now)
    {
        DropReason reason = pipeline.Process(esp, buffer, now, out InboundResult result);
        if (reason == DropReason.UnknownSpi)
        {
            events.UnknownSpi(PathOf(encapsulation, slot));
            return;
        }

        if (result.Association?.Tag is not PeerLink link)
        {
            return;
        }

        if (reason == DropReason.None)
        {
            ReadOnlySpan<byte> packet = buffer.AsSpan(result.Offset, result.Length);
            captures.Inbound(Paths, encapsulation, slot, esp, packet);
            Deliver(packet);
            Report(link, result, encapsulation, slot, now);
        }
    }

    private void Deliver(ReadOnlySpan<byte> packet)
    {
        if (frames.IsFull)
        {
            Flush();
        }

        if (EthernetFrame.TryWrap(packet, tap.MacAddress, peersAddress, frames.Next, out int length))
        {
            frames.Add(length);
        }
    }

    private void Flush()
    {
        if (frames.Count > 0)
        {
            tap.Write(frames);
            frames.Clear();
        }
    }

    private void Report(PeerLink link, in InboundResult result, Encapsulation encapsulation, int slot, TimeSpan now)
    {
        uint spi = result.Sa!.Spi;
        if (spi != link.ReportedSpi
            || link.ReportedReceived is not { } last
            || now - last >= ReportInterval)
        {
            link.ReportedSpi = spi;
            link.ReportedReceived = now;
            events.DataReceived(spi, PathOf(encapsulation, slot), result.Sa.ShouldRekey);
        }
    }

    private Path PathOf(Encapsulation encapsulation, int slot)
    {
        bool isUdp = encapsulation == Encapsulation.Udp;
        IPEndPoint remote = datagrams.Remote(slot).ToEndPoint();
        UnderlayAddress local = datagrams.Local(slot);
        IPAddress any = remote.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any;
        IPAddress own = local.IsNone ? any : local.ToAddress();
        return new Path(
            encapsulation,
            new IPEndPoint(own, isUdp ? localPort : 0),
            isUdp ? remote : new IPEndPoint(remote.Address, 0));
    }
}
