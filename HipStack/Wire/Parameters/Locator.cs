using System.Net;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>
/// A locator of a LOCATOR_SET (RFC 8046 section 4, RFC 9028 section 5.7). One of an unknown type, or of another length
/// than its type has, keeps its octets in <see cref="Raw"/> only: it is what LOCATOR_TYPE_UNSUPPORTED answers.
/// </summary>
public sealed record Locator
{
    /// <summary>The lifetime of a locator that does not expire (RFC 8046 section 5.1).</summary>
    public const uint UnboundedLifetime = uint.MaxValue;

    internal const int HeaderLength = 8;
    internal const int SpiOffset = 8;
    internal const int CandidateAddressOffset = 12;
    internal const int SpiAddressOffset = 4;

    /// <summary>What traffic the locator is for.</summary>
    public TrafficType Traffic { get; init; }

    /// <summary>What the locator holds.</summary>
    public LocatorType LocatorType { get; init; }

    /// <summary>Whether the locator is preferred for its traffic.</summary>
    public bool IsPreferred { get; init; }

    /// <summary>How long the locator is valid, in seconds, at least one.</summary>
    public uint Lifetime { get; init; } = UnboundedLifetime;

    /// <summary>The address, IPv4 or IPv6; null if the type or length is not known.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The SPI; types 1 and 2 only.</summary>
    public uint Spi { get; init; }

    /// <summary>The port; type 2 only.</summary>
    public ushort Port { get; init; }

    /// <summary>The IP protocol, 17 for UDP; type 2 only.</summary>
    public byte Protocol { get; init; }

    /// <summary>Where the candidate comes from; type 2 only.</summary>
    public CandidateKind Kind { get; init; }

    /// <summary>The candidate's priority (RFC 8445 section 5.1.2); type 2 only.</summary>
    public uint Priority { get; init; }

    /// <summary>The Locator field of a locator that is not supported; whole four-octet words.</summary>
    public ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>Whether type and length are known, so that there is an address.</summary>
    public bool IsSupported => Address is not null;

    internal int FieldLength => IsSupported ? LengthOf(LocatorType) : Raw.Length;

    /// <summary>The length of a Locator field, in octets; zero for types that are not known.</summary>
    internal static int LengthOf(LocatorType type) => type switch
    {
        LocatorType.Address => HipProtocol.AddressLength,
        LocatorType.SpiAndAddress => SpiAddressOffset + HipProtocol.AddressLength,
        LocatorType.TransportAddress => CandidateAddressOffset + HipProtocol.AddressLength,
        _ => 0,
    };
}
