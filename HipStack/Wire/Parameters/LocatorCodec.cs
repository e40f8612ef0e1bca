using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>Reads and writes single locators (RFC 8046 section 4, RFC 9028 section 5.7).</summary>
internal static class LocatorCodec
{
    private const int WordLength = 4;
    private const int TypeOffset = 1;
    private const int LengthOffset = 2;
    private const int FlagsOffset = 3;
    private const int LifetimeOffset = 4;
    private const byte PreferredBit = 1;
    private const int ProtocolOffset = 2;
    private const int KindOffset = 3;
    private const int PriorityOffset = 4;

    /// <summary>Reads a locator from the start, and leaves what follows it.</summary>
    public static bool TryRead(ref ReadOnlyMemory<byte> rest, [NotNullWhen(true)] out Locator? locator)
    {
        locator = null;
        ReadOnlySpan<byte> octets = rest.Span;
        if (octets.Length < Locator.HeaderLength)
        {
            return false;
        }

        int length = octets[LengthOffset] * WordLength;
        uint lifetime = BinaryPrimitives.ReadUInt32BigEndian(octets[LifetimeOffset..]);

        // RFC 8046 section 4: "Each locator MUST have a non-zero lifetime."
        if (length > octets.Length - Locator.HeaderLength || lifetime == 0)
        {
            return false;
        }

        Locator read = new()
        {
            Traffic = (TrafficType)octets[0],
            LocatorType = (LocatorType)octets[TypeOffset],
            IsPreferred = (octets[FlagsOffset] & PreferredBit) != 0,
            Lifetime = lifetime,
        };
        locator = ReadField(read, rest.Slice(Locator.HeaderLength, length));
        rest = rest[(Locator.HeaderLength + length)..];
        return true;
    }

    /// <summary>Writes a locator to the start of octets that are zero.</summary>
    public static void Write(Locator locator, Span<byte> octets)
    {
        octets[0] = (byte)locator.Traffic;
        octets[TypeOffset] = (byte)locator.LocatorType;
        octets[LengthOffset] = (byte)(locator.FieldLength / WordLength);
        octets[FlagsOffset] = locator.IsPreferred ? PreferredBit : (byte)0;
        BinaryPrimitives.WriteUInt32BigEndian(octets[LifetimeOffset..], locator.Lifetime);
        WriteField(locator, octets[Locator.HeaderLength..]);
    }

    private static Locator ReadField(Locator locator, ReadOnlyMemory<byte> field)
    {
        ReadOnlySpan<byte> octets = field.Span;
        if (field.IsEmpty || field.Length != Locator.LengthOf(locator.LocatorType))
        {
            return locator with { Raw = field };
        }

        return locator.LocatorType switch
        {
            LocatorType.Address => locator with { Address = WireAddress.Read(octets) },
            LocatorType.SpiAndAddress => locator with
            {
                Spi = BinaryPrimitives.ReadUInt32BigEndian(octets),
                Address = WireAddress.Read(octets[Locator.SpiAddressOffset..]),
            },
            _ => locator with
            {
                Port = BinaryPrimitives.ReadUInt16BigEndian(octets),
                Protocol = octets[ProtocolOffset],
                Kind = (CandidateKind)octets[KindOffset],
                Priority = BinaryPrimitives.ReadUInt32BigEndian(octets[PriorityOffset..]),
                Spi = BinaryPrimitives.ReadUInt32BigEndian(octets[Locator.SpiOffset..]),
                Address = WireAddress.Read(octets[Locator.CandidateAddressOffset..]),
            },
        };
    }

    private static void WriteField(Locator locator, Span<byte> octets)
    {
        if (locator.Address is null)
        {
            locator.Raw.Span.CopyTo(octets);
            return;
        }

        int addressOffset = 0;
        switch (locator.LocatorType)
        {
            case LocatorType.SpiAndAddress:
                BinaryPrimitives.WriteUInt32BigEndian(octets, locator.Spi);
                addressOffset = Locator.SpiAddressOffset;
                break;
            case LocatorType.TransportAddress:
                BinaryPrimitives.WriteUInt16BigEndian(octets, locator.Port);
                octets[ProtocolOffset] = locator.Protocol;
                octets[KindOffset] = (byte)locator.Kind;
                BinaryPrimitives.WriteUInt32BigEndian(octets[PriorityOffset..], locator.Priority);
                BinaryPrimitives.WriteUInt32BigEndian(octets[Locator.SpiOffset..], locator.Spi);
                addressOffset = Locator.CandidateAddressOffset;
                break;
            default:
                break;
        }

        WireAddress.Write(locator.Address, octets[addressOffset..]);
    }
}
