using System.Buffers.Binary;

namespace HiperNet.HipStack.Wire;

/// <summary>
/// The fixed header of a packet (RFC 7401 section 5.1), read without an allocation so that floods stay cheap.
/// <code>
/// next header | header length | 0, packet type | version, reserved, 1 | checksum | controls | HIT | HIT
/// </code>
/// Reserved bits, the two fixed bits and unknown controls are ignored, as that section says.
/// </summary>
public readonly record struct HipHeader
{
    internal const int LengthOffset = 1;
    internal const int TypeOffset = 2;
    internal const int VersionOffset = 3;
    internal const int ChecksumOffset = 4;
    internal const int ControlsOffset = 6;
    internal const int SenderOffset = 8;
    internal const int ReceiverOffset = 24;
    internal const byte TypeMask = 0x7F;
    internal const byte FixedBit = 1;
    internal const int VersionShift = 4;
    private const int MinHeaderLength = 4;

    /// <summary>The packet's type.</summary>
    public PacketType Type { get; private init; }

    /// <summary>The controls that are known.</summary>
    public HipControls Controls { get; private init; }

    /// <summary>The checksum as received.</summary>
    public ushort Checksum { get; private init; }

    /// <summary>The sender's HIT, big-endian.</summary>
    public UInt128 Sender { get; private init; }

    /// <summary>The receiver's HIT, big-endian; zero if the sender does not know it.</summary>
    public UInt128 Receiver { get; private init; }

    /// <summary>What follows the packet; anything but 59 is data that is ignored.</summary>
    public byte NextHeader { get; private init; }

    /// <summary>The length of header and parameters in octets, a multiple of eight from 40 to 2048.</summary>
    public int PacketLength { get; private init; }

    /// <summary>Whether the two fixed bits are as RFC 7401 section 5.1 sends them; nothing depends on it.</summary>
    public bool HasFixedBits { get; private init; }

    /// <summary>Reads a header, and checks that as many octets are there as it announces.</summary>
    /// <param name="octets">The packet from its header on; what follows the packet is ignored.</param>
    /// <param name="header">The header, if the result is true.</param>
    /// <param name="fault">What is wrong, if the result is false.</param>
    public static bool TryRead(ReadOnlySpan<byte> octets, out HipHeader header, out WireFault fault)
    {
        header = default;
        fault = Check(octets);
        if (fault != WireFault.None)
        {
            return false;
        }

        header = new HipHeader
        {
            Type = (PacketType)(octets[TypeOffset] & TypeMask),
            Controls = (HipControls)BinaryPrimitives.ReadUInt16BigEndian(octets[ControlsOffset..])
                & HipControls.Anonymous,
            Checksum = BinaryPrimitives.ReadUInt16BigEndian(octets[ChecksumOffset..]),
            Sender = BinaryPrimitives.ReadUInt128BigEndian(octets[SenderOffset..]),
            Receiver = BinaryPrimitives.ReadUInt128BigEndian(octets[ReceiverOffset..]),
            NextHeader = octets[0],
            PacketLength = Announced(octets),
            HasFixedBits = octets[TypeOffset] <= TypeMask && (octets[VersionOffset] & FixedBit) != 0,
        };
        return true;
    }

    internal static int Announced(ReadOnlySpan<byte> octets) => (octets[LengthOffset] + 1) * HipProtocol.Alignment;

    /// <summary>The version comes first: another version may lay out everything after it differently.</summary>
    private static WireFault Check(ReadOnlySpan<byte> octets)
    {
        if (octets.Length <= VersionOffset)
        {
            return WireFault.Truncated;
        }

        if (octets[VersionOffset] >> VersionShift != HipProtocol.Version)
        {
            return WireFault.UnsupportedVersion;
        }

        if (octets[LengthOffset] < MinHeaderLength)
        {
            return WireFault.HeaderLengthTooSmall;
        }

        if (octets.Length < Announced(octets))
        {
            return WireFault.Truncated;
        }

        return IsKnown((PacketType)(octets[TypeOffset] & TypeMask)) ? WireFault.None : WireFault.UnknownPacketType;
    }

    private static bool IsKnown(PacketType type) =>
        type is (>= PacketType.I1 and <= PacketType.R2) or (>= PacketType.Update and <= PacketType.CloseAck);
}
