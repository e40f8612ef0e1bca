using HiperNet.HipStack.Association;
using HiperNet.HipStack.Capture;
using Path = HiperNet.HipStack.Association.Path;

namespace HiperNet.Hipd.DataPath;

/// <summary>
/// Copies packets for those who capture. Without anybody it costs one look; who reads slowly loses packets, and slows
/// nobody down.
/// </summary>
internal sealed class CaptureHub
{
    private const byte HipProtocol = 139;
    private const byte EspProtocol = 50;

    private readonly Lock gate = new();
    private CaptureSession[] sessions = [];

    public bool IsIdle => Volatile.Read(ref sessions).Length == 0;

    public void Add(CaptureSession session)
    {
        lock (gate)
        {
            Volatile.Write(ref sessions, [.. sessions, session]);
        }
    }

    public void Remove(CaptureSession session)
    {
        lock (gate)
        {
            Volatile.Write(ref sessions, [.. sessions.Where(other => other != session)]);
        }
    }

    /// <summary>A HIP packet that came.</summary>
    public void Hip(
        Func<Encapsulation, int, Path> pathOf, Encapsulation encapsulation, int slot, ReadOnlySpan<byte> packet)
    {
        if (!IsIdle)
        {
            Outer(pathOf(encapsulation, slot), packet, HipProtocol, CaptureDirection.Inbound);
        }
    }

    /// <summary>A HIP packet that went.</summary>
    public void HipSent(Path path, ReadOnlySpan<byte> packet)
    {
        if (!IsIdle)
        {
            Outer(path, packet, HipProtocol, CaptureDirection.Outbound);
        }
    }

    /// <summary>Data that went.</summary>
    public void Outbound(EspRoute route, ReadOnlySpan<byte> inner, ReadOnlySpan<byte> esp)
    {
        if (!IsIdle)
        {
            Outer(route.Path, esp, EspProtocol, CaptureDirection.Outbound);
            Inner(route.Path, inner, CaptureDirection.Outbound);
        }
    }

    /// <summary>Data that came.</summary>
    public void Inbound(
        Func<Encapsulation, int, Path> pathOf,
        Encapsulation encapsulation,
        int slot,
        ReadOnlySpan<byte> esp,
        ReadOnlySpan<byte> inner)
    {
        if (!IsIdle)
        {
            Path path = pathOf(encapsulation, slot);
            Outer(path, esp, EspProtocol, CaptureDirection.Inbound);
            Inner(path, inner, CaptureDirection.Inbound);
        }
    }

    /// <summary>Keys of packets that will come.</summary>
    public void OfferKeys(InstallInboundSa install) =>
        OfferKeys(install.Path.Remote.Address, install.Path.Local.Address, install.Keys);

    /// <summary>Keys of packets that will go.</summary>
    public void OfferKeys(InstallOutboundSa install) =>
        OfferKeys(install.Path.Local.Address, install.Path.Remote.Address, install.Keys);

    private void OfferKeys(System.Net.IPAddress from, System.Net.IPAddress to, SaKeys keys)
    {
        foreach (CaptureSession session in Volatile.Read(ref sessions).Where(session => session.WantsKeys))
        {
            session.OfferKeys([KeyLines.Of(from, to, keys)]);
        }
    }

    private void Outer(Path path, ReadOnlySpan<byte> payload, byte protocol, CaptureDirection direction)
    {
        bool isInbound = direction == CaptureDirection.Inbound;
        (System.Net.IPEndPoint from, System.Net.IPEndPoint to) = isInbound
            ? (path.Remote, path.Local)
            : (path.Local, path.Remote);
        byte[] packet = path.Encapsulation switch
        {
            Encapsulation.Raw => OuterPacket.Raw(from.Address, to.Address, protocol, payload),
            _ when protocol == HipProtocol => OuterPacket.InUdp(from, to, [0, 0, 0, 0, .. payload]),
            _ => OuterPacket.InUdp(from, to, payload),
        };
        foreach (CaptureSession session in Volatile.Read(ref sessions))
        {
            session.Offer(packet, isInner: false, path, direction);
        }
    }

    private void Inner(Path path, ReadOnlySpan<byte> inner, CaptureDirection direction)
    {
        byte[] packet = inner.ToArray();
        foreach (CaptureSession session in Volatile.Read(ref sessions))
        {
            session.Offer(packet, isInner: true, path, direction);
        }
    }
}
