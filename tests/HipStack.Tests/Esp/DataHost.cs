using HiperNet.HipStack.Esp;

namespace HiperNet.HipStack.Tests.Esp;

/// <summary>The data plane of one host with one association.</summary>
internal sealed class DataHost : IDisposable
{
    private readonly byte[] sent = new byte[70_000];
    private readonly byte[] received = new byte[70_000];

    public DataHost(InnerAddresses addresses, bool marks, ITrafficRights rights, OutboundSa sends, InboundSa receives)
    {
        Path = new AssociationPath(addresses, marks, rights) { Outbound = sends };
        Sends = sends;
        Receives = receives;
        Peers.AddLocal(addresses.LocalHit, addresses.LocalIPv4);
        Peers.TryAddAddress(addresses.PeerIPv4, addresses.PeerHit);
        Peers.Set(Path);
        Spis.TryAdd(receives, Path);
        Outbound = new OutboundPipeline(Peers, new IcmpErrors());
        Inbound = new InboundPipeline(Spis, Families);
    }

    public AssociationPath Path { get; }

    public OutboundSa Sends { get; }

    public InboundSa Receives { get; }

    public PeerTable Peers { get; } = new();

    public SpiTable Spis { get; } = new();

    public FixedFamily Families { get; } = new();

    public OutboundPipeline Outbound { get; }

    public InboundPipeline Inbound { get; }

    public TimeSpan Now { get; set; } = TimeSpan.FromHours(1);

    public InnerAddresses Addresses => Path.Addresses;

    public OutboundVerdict Verdict { get; private set; }

    public OutboundResult OutboundResult { get; private set; }

    public InboundResult InboundResult { get; private set; }

    /// <summary>What a packet becomes: ESP, or an ICMP error; empty where it is dropped.</summary>
    public byte[] Send(byte[] packet)
    {
        Verdict = Outbound.Process(packet, sent, Now, out OutboundResult result);
        OutboundResult = result;
        return sent[..result.Length];
    }

    /// <summary>The IP packet out of an ESP packet; empty where it is dropped.</summary>
    public byte[] Receive(byte[] esp, out DropReason reason)
    {
        reason = Inbound.Process(esp, received, Now, out InboundResult result);
        InboundResult = result;
        return reason == DropReason.None ? received[result.Offset..(result.Offset + result.Length)] : [];
    }

    /// <summary>What the peer of this host reads where a payload is protected as it is.</summary>
    public byte[] Protect(byte nextHeader, byte[] payload)
    {
        byte[] packet = new byte[Sends.Suite.PacketLength(payload.Length)];
        Assert.AreEqual(DropReason.None, Sends.Protect(nextHeader, payload, packet, out int written));
        return packet[..written];
    }

    public byte[] V6(byte protocol, byte[] payload) => Ip.V6(protocol, Addresses.LocalHit, Addresses.PeerHit, payload);

    public byte[] V4(byte protocol, byte[] payload, byte[]? options = null, ushort flags = 0x4000, ushort id = 0) =>
        Ip.V4(protocol, Addresses.LocalIPv4, Addresses.PeerIPv4, payload, options, flags, id);

    /// <summary>A whole packet with a right checksum.</summary>
    public byte[] Packet(InnerFamily family, byte protocol, ushort from, ushort to, int size = 10)
    {
        byte[] data = [.. Enumerable.Range(0, size).Select(i => (byte)(i * 7))];
        byte[] upper = Ip.Upper(protocol, from, to, data);
        return Ip.WithChecksum(family == InnerFamily.IPv6 ? V6(protocol, upper) : V4(protocol, upper));
    }

    public void Dispose()
    {
        Sends.Dispose();
        Receives.Dispose();
    }
}
