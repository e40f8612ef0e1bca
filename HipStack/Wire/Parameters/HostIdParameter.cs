using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>
/// HOST_ID (RFC 7401 section 5.2.9): a Host Identity and, if wanted, a name. It has no reserved fields, so
/// <see cref="HipParameters.Encode"/> gives the octets that HIP_MAC_2 covers.
/// </summary>
/// <param name="algorithm">The algorithm of the Host Identity.</param>
/// <param name="hostIdentity">The Host Identity, at most 65,535 octets.</param>
/// <param name="domainType">What the Domain Identifier is.</param>
/// <param name="domain">The Domain Identifier, at most 4,095 octets.</param>
/// <exception cref="ArgumentException">A part is too long, or a Domain Identifier has no type.</exception>
public sealed class HostIdParameter(
    ushort algorithm,
    ReadOnlyMemory<byte> hostIdentity,
    DomainIdentifierType domainType = DomainIdentifierType.None,
    ReadOnlyMemory<byte> domain = default) : IReadableParameter<HostIdParameter>
{
    private const int DomainOffset = 2;
    private const int AlgorithmOffset = 4;
    private const int FixedLength = 6;
    private const int DomainTypeShift = 12;
    private const ushort DomainLengthMask = 0x0FFF;

    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.HostId;

    /// <inheritdoc/>
    public ParameterType Type => Number;

    /// <summary>The algorithm of the Host Identity; it may be one that is not known.</summary>
    public ushort Algorithm { get; } = algorithm;

    /// <summary>The Host Identity, at least one octet.</summary>
    public ReadOnlyMemory<byte> HostIdentity { get; } = hostIdentity.Length is > 0 and <= ushort.MaxValue
        ? hostIdentity
        : throw new ArgumentException("A Host Identity has 1 to 65,535 octets.", nameof(hostIdentity));

    /// <summary>What the Domain Identifier is; it may be a type that is not known, up to 15.</summary>
    public DomainIdentifierType DomainType { get; } = (int)domainType <= DomainLengthMask >> 8
        ? domainType
        : throw new ArgumentException("The type has four bits.", nameof(domainType));

    /// <summary>The Domain Identifier; empty if there is none.</summary>
    public ReadOnlyMemory<byte> Domain { get; } =
        domain.Length <= (domainType == DomainIdentifierType.None ? 0 : DomainLengthMask)
            ? domain
            : throw new ArgumentException("A Domain Identifier has a type, and at most 4,095 octets.", nameof(domain));

    /// <inheritdoc/>
    public int Length => FixedLength + HostIdentity.Length + Domain.Length;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out HostIdParameter? value)
    {
        value = null;
        if (contents.Length < FixedLength)
        {
            return false;
        }

        ReadOnlySpan<byte> octets = contents.Span;
        int identityLength = BinaryPrimitives.ReadUInt16BigEndian(octets);
        ushort domain = BinaryPrimitives.ReadUInt16BigEndian(octets[DomainOffset..]);
        int domainLength = domain & DomainLengthMask;
        DomainIdentifierType domainType = (DomainIdentifierType)(domain >> DomainTypeShift);

        // The lengths must add up: octets that belong to nothing would still be covered by HIP_MAC_2.
        if (identityLength > 0
            && contents.Length == FixedLength + identityLength + domainLength
            && (domainType != DomainIdentifierType.None || domainLength == 0))
        {
            value = new HostIdParameter(
                BinaryPrimitives.ReadUInt16BigEndian(octets[AlgorithmOffset..]),
                contents.Slice(FixedLength, identityLength),
                domainType,
                contents[(FixedLength + identityLength)..]);
        }

        return value is not null;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> contents)
    {
        BinaryPrimitives.WriteUInt16BigEndian(contents, (ushort)HostIdentity.Length);
        BinaryPrimitives.WriteUInt16BigEndian(
            contents[DomainOffset..], (ushort)(((int)DomainType << DomainTypeShift) | Domain.Length));
        BinaryPrimitives.WriteUInt16BigEndian(contents[AlgorithmOffset..], Algorithm);
        HostIdentity.Span.CopyTo(contents[FixedLength..]);
        Domain.Span.CopyTo(contents[(FixedLength + HostIdentity.Length)..]);
    }
}
