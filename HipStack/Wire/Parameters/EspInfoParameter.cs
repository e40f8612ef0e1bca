using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>ESP_INFO (RFC 7402 section 5.1.1): the SPIs of an SA, and where its keys begin.</summary>
/// <param name="keymatIndex">Where in KEYMAT the ESP keys begin, in octets.</param>
/// <param name="oldSpi">The SPI that is replaced; zero if there is none.</param>
/// <param name="newSpi">The SPI that the peer is to use.</param>
public sealed class EspInfoParameter(ushort keymatIndex, uint oldSpi, uint newSpi)
    : IReadableParameter<EspInfoParameter>
{
    private const int IndexOffset = 2;
    private const int OldOffset = 4;
    private const int NewOffset = 8;
    private const int ContentsLength = 12;

    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.EspInfo;

    /// <inheritdoc/>
    public ParameterType Type => Number;

    /// <summary>Where in KEYMAT the ESP keys begin, in octets.</summary>
    public ushort KeymatIndex { get; } = keymatIndex;

    /// <summary>The SPI that is replaced; zero if there is none.</summary>
    public uint OldSpi { get; } = oldSpi;

    /// <summary>The SPI that the peer is to use; zero ends the old one (RFC 8046 section 5.3).</summary>
    public uint NewSpi { get; } = newSpi;

    /// <inheritdoc/>
    public int Length => ContentsLength;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out EspInfoParameter? value)
    {
        ReadOnlySpan<byte> octets = contents.Span;
        value = octets.Length == ContentsLength
            ? new EspInfoParameter(
                BinaryPrimitives.ReadUInt16BigEndian(octets[IndexOffset..]),
                BinaryPrimitives.ReadUInt32BigEndian(octets[OldOffset..]),
                BinaryPrimitives.ReadUInt32BigEndian(octets[NewOffset..]))
            : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> contents)
    {
        BinaryPrimitives.WriteUInt16BigEndian(contents[IndexOffset..], KeymatIndex);
        BinaryPrimitives.WriteUInt32BigEndian(contents[OldOffset..], OldSpi);
        BinaryPrimitives.WriteUInt32BigEndian(contents[NewOffset..], NewSpi);
    }
}
