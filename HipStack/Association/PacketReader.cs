using System.Text;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Identity;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>The checks that every packet has to pass, whatever it is (RFC 7401 section 5).</summary>
internal sealed class PacketReader(EngineContext context)
{
    /// <summary>
    /// NOTIFYs a second from one address; each costs a signature's check, and tells somebody something.
    /// </summary>
    public const int MaxNotifies = 16;

    private const int MaxDetail = 120;

    private readonly SourceRates notifies = new(context.Random);

    public static ControlDrop TryRead(Path path, ReadOnlySpan<byte> octets, out HipPacket? packet)
    {
        if (!HipPacket.TryParse(octets, out packet, out WireFault fault))
        {
            return fault == WireFault.UnsupportedVersion ? ControlDrop.UnsupportedVersion : ControlDrop.Malformed;
        }

        // In UDP the checksum is zero, and UDP's own protects the packet (RFC 9028 section 5.1).
        bool isIntact = path.Encapsulation == Encapsulation.Udp
            || HipChecksum.IsValid(octets[..packet.Octets.Length], path.Remote.Address, path.Local.Address);
        ControlDrop drop = isIntact ? ControlDrop.None : ControlDrop.WrongChecksum;
        if (isIntact && packet.UnknownCritical is not null)
        {
            drop = ControlDrop.UnknownCritical;
        }

        if (drop != ControlDrop.None)
        {
            packet = null;
        }

        return drop;
    }

    /// <summary>Which of our identities a packet is for; null if none. A NULL HIT is for any, in an I1 only.</summary>
    public HostKey? Addressee(HipPacket packet, Hit peer)
    {
        if (packet.Receiver == UInt128.Zero && packet.Type == PacketType.I1 && context.Options.AllowOpportunistic)
        {
            return context.Identities.FirstOrDefault(key => key.Hit.Suite == peer.Suite)
                ?? context.Identities.First();
        }

        return Hit.TryCreate(packet.Receiver, out Hit local) ? context.Identity(local) : null;
    }

    /// <summary>A NOTIFY is information, and changes no state (RFC 7401 section 6.13).</summary>
    public ControlDrop ReceiveNotify(HipAssociation association, Path path, HipPacket packet)
    {
        HostVerifier? peer = association.Peer ?? association.Attempt?.R1?.Responder;
        if (peer is null || !EngineContext.Allows(association, AssociationEvent.ReceiveNotify))
        {
            return ControlDrop.WrongState;
        }

        if (notifies.Count(path.Remote.Address, context.Now) > MaxNotifies)
        {
            return ControlDrop.RateLimited;
        }

        if (!Sealing.HasValidSignature(packet, peer))
        {
            return ControlDrop.WrongSignature;
        }

        foreach (HipParameter parameter in packet.FindAll(ParameterType.Notification))
        {
            if (!NotificationParameter.TryRead(parameter.Contents, out NotificationParameter? notification))
            {
                return ControlDrop.BadParameter;
            }

            if (notification.NotifyType != NotifyType.NatKeepalive)
            {
                association.LastNotify = notification.NotifyType;
                association.LastNotifyDetail = Readable(notification.Data.Span);
                context.Emit(new PeerNotified(
                    association.Key, notification.NotifyType, association.LastNotifyDetail));
            }
        }

        return ControlDrop.None;
    }

    /// <summary>What a person may safely be shown of a peer's text.</summary>
    private static string Readable(ReadOnlySpan<byte> data)
    {
        string text = Encoding.UTF8.GetString(data[..Math.Min(data.Length, MaxDetail)]);
        return string.Concat(text.Select(c => char.IsControl(c) || c == '\uFFFD' ? '.' : c));
    }
}
