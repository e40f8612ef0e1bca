using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>
/// InnerFamilies (private, spec/hip.md): how the sender treats inner packets whose family the SPI does not tell.
/// </summary>
/// <param name="marksInnerIpv4">Whether inner IPv4 packets carry a BEET pseudo-header.</param>
public sealed class InnerFamiliesParameter(bool marksInnerIpv4) : IReadableParameter<InnerFamiliesParameter>
{
    private const int ContentsLength = 4;
    private const byte MarkBit = 1;

    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.InnerFamilies;

    /// <inheritdoc/>
    public ParameterType Type => Number;

    /// <summary>Whether inner IPv4 packets carry a BEET pseudo-header.</summary>
    public bool MarksInnerIpv4 { get; } = marksInnerIpv4;

    /// <inheritdoc/>
    public int Length => ContentsLength;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out InnerFamiliesParameter? value)
    {
        value = contents.Length == ContentsLength
            ? new InnerFamiliesParameter((contents.Span[0] & MarkBit) != 0)
            : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> contents) => contents[0] = MarksInnerIpv4 ? MarkBit : (byte)0;
}
