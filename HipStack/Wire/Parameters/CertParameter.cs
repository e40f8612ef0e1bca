using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>
/// CERT (RFC 8002 section 2): one certificate of a group, which may go on in the next packets. Certificates are
/// numbered from 1 to their count.
/// </summary>
/// <param name="group">What belongs together.</param>
/// <param name="count">How many certificates the group has, at least one.</param>
/// <param name="id">Which of them this is, from 1 to <paramref name="count"/>.</param>
/// <param name="certificateType">What kind of certificate it is.</param>
/// <param name="certificate">The certificate.</param>
public sealed class CertParameter(
    byte group, byte count, byte id, CertificateType certificateType, ReadOnlyMemory<byte> certificate)
    : IReadableParameter<CertParameter>
{
    private const int CountOffset = 1;
    private const int IdOffset = 2;
    private const int TypeOffset = 3;
    private const int FixedLength = 4;

    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.Cert;

    /// <inheritdoc/>
    public ParameterType Type => Number;

    /// <summary>What belongs together.</summary>
    public byte Group { get; } = group;

    /// <summary>How many certificates the group has.</summary>
    public byte Count { get; } = count;

    /// <summary>Which of them this is, from 1.</summary>
    public byte Id { get; } = id;

    /// <summary>What kind of certificate it is; it may be one that is not known.</summary>
    public CertificateType CertificateType { get; } = certificateType;

    /// <summary>The certificate.</summary>
    public ReadOnlyMemory<byte> Certificate { get; } = certificate;

    /// <inheritdoc/>
    public int Length => FixedLength + Certificate.Length;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out CertParameter? value)
    {
        value = null;
        ReadOnlySpan<byte> octets = contents.Span;
        if (octets.Length >= FixedLength && octets[IdOffset] > 0 && octets[IdOffset] <= octets[CountOffset])
        {
            value = new CertParameter(
                octets[0],
                octets[CountOffset],
                octets[IdOffset],
                (CertificateType)octets[TypeOffset],
                contents[FixedLength..]);
        }

        return value is not null;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> contents)
    {
        contents[0] = Group;
        contents[CountOffset] = Count;
        contents[IdOffset] = Id;
        contents[TypeOffset] = (byte)CertificateType;
        Certificate.Span.CopyTo(contents[FixedLength..]);
    }
}
