using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>
/// InnerFamilies (private, spec/hip.md): how the sender treats inner packets whose family the SPI does not tell, and
/// whether certificates of it are still to come.
/// </summary>
/// <param name="marksInnerIpv4">Whether inner IPv4 packets carry a BEET pseudo-header.</param>
/// <param name="certificatesFollow">Whether certificates that did not fit follow in UPDATEs.</param>
public sealed class InnerFamiliesParameter(bool marksInnerIpv4, bool certificatesFollow = false)
    : IReadableParameter<InnerFamiliesParameter>
{
    private const int ContentsLength = 4;
    private const byte MarkBit = 1;
    private const byte FollowBit = 2;

    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.InnerFamilies;

    /// <inheritdoc/>
    public ParameterType Type => Number;

    /// <summary>Whether inner IPv4 packets carry a BEET pseudo-header.</summary>
    public bool MarksInnerIpv4 { get; } = marksInnerIpv4;

    /// <summary>Whether certificates that did not fit follow in UPDATEs.</summary>
    public bool CertificatesFollow { get; } = certificatesFollow;

    /// <inheritdoc/>
    public int Length => ContentsLength;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out InnerFamiliesParameter? value)
    {
        value = contents.Length == ContentsLength
            ? new InnerFamiliesParameter(
                (contents.Span[0] & MarkBit) != 0, (contents.Span[0] & FollowBit) != 0)
            : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> contents) => contents[0] =
        (byte)((MarksInnerIpv4 ? MarkBit : 0) | (CertificatesFollow ? FollowBit : 0));
}
