using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>The choices of a base exchange (RFC 7401 section 4.1.3, RFC 7402 section 5.1.2).</summary>
internal static class Negotiation
{
    /// <summary>
    /// The responder's choice: its most preferred group that the initiator has; else its first, so that the
    /// initiator sees what there is (RFC 7401 section 6.7).
    /// </summary>
    public static DhGroup ChooseGroup(IReadOnlyList<DhGroup> own, ReadOnlySpan<byte> initiator)
    {
        foreach (DhGroup group in own)
        {
            if (initiator.Contains((byte)group))
            {
                return group;
            }
        }

        return own[0];
    }

    /// <summary>
    /// Whether a responder with this list, answering our list, would have chosen the group: if not, somebody
    /// changed our I1 (RFC 7401 section 4.1.7).
    /// </summary>
    public static bool IsBestMatch(byte group, ReadOnlySpan<byte> responder, IReadOnlyList<DhGroup> own)
    {
        foreach (byte candidate in responder)
        {
            if (own.Contains((DhGroup)candidate))
            {
                return candidate == group;
            }
        }

        return false;
    }

    /// <summary>Whether the two lists share a group.</summary>
    public static bool HasCommonGroup(ReadOnlySpan<byte> responder, IReadOnlyList<DhGroup> own)
    {
        foreach (byte candidate in responder)
        {
            if (own.Contains((DhGroup)candidate))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The NAT traversal mode of an I2: through a control relay the one that looks for a direct way, else plain UDP
    /// (RFC 9028 sections 4.5 and 4.7.2).
    /// </summary>
    public static NatTraversalModeId ChooseNatMode(Path path, HipPacket r1)
    {
        NatTraversalModeId mode = path.IsControlOnly
            ? NatTraversalModeId.IceHipUdp
            : NatTraversalModeId.UdpEncapsulation;
        return path.Encapsulation == Encapsulation.Udp
            && r1.TryRead(out NatTraversalModeParameter? offered)
            && offered.Modes.Contains(mode)
            ? mode
            : NatTraversalModeId.None;
    }

    /// <summary>The first of ours that the peer offers; null if there is none.</summary>
    public static T? Choose<T>(IReadOnlyList<T> own, IReadOnlyList<T> offered)
        where T : struct, Enum
    {
        foreach (T candidate in own)
        {
            if (offered.Contains(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
