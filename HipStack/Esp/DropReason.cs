namespace HiperNet.HipStack.Esp;

/// <summary>Why the data plane let a packet fall. The names are labels of metrics: they stay as they are.</summary>
public enum DropReason : byte
{
    /// <summary>The packet was not dropped.</summary>
    None,

    /// <summary>Shorter than the smallest packet of its kind.</summary>
    TooShort,

    /// <summary>The buffer for the result is too small: the caller's mistake, or an oversized packet.</summary>
    TooLong,

    /// <summary>A header that contradicts itself: version, lengths, checksum of the IPv4 header.</summary>
    Malformed,

    /// <summary>No inbound security association has this SPI.</summary>
    UnknownSpi,

    /// <summary>The sequence number was received before, or is left of the window (RFC 4303 section 3.4.3).</summary>
    Replayed,

    /// <summary>The integrity check value is wrong (RFC 4303 section 3.4.4).</summary>
    BadIcv,

    /// <summary>The padding is not 1, 2, 3, ... (RFC 4303 section 2.4).</summary>
    BadPadding,

    /// <summary>A dummy packet, next header 59 (RFC 4303 section 2.6).</summary>
    Dummy,

    /// <summary>The sequence number would wrap (RFC 4303 section 3.3.3): a rekey is overdue.</summary>
    SequenceExhausted,

    /// <summary>The security association was closed.</summary>
    Closed,

    /// <summary>The cipher failed, which has no cause outside the library.</summary>
    CipherFailed,

    /// <summary>Neither IPv6 nor IPv4.</summary>
    NotIp,

    /// <summary>The inner source is not the address of this host that the association is bound to.</summary>
    ForeignSource,

    /// <summary>The inner destination is no host: multicast, broadcast or unspecified.</summary>
    NotUnicast,

    /// <summary>The inner destination is no HIT, LSI or known address.</summary>
    NoRoute,

    /// <summary>No association with the destination, or one without security associations.</summary>
    NoAssociation,

    /// <summary>The packet does not fit the path.</summary>
    TooBig,

    /// <summary>The peer's address is not verified and its credit is used up (RFC 8046 section 5.6).</summary>
    NoCredit,

    /// <summary>A routing header, source route or home address, which the association does not bind.</summary>
    ForeignAddress,

    /// <summary>A next header that the family cannot carry, as ICMPv6 in IPv4.</summary>
    ForeignProtocol,

    /// <summary>A chain of extension headers that is broken, too long, or not within the first fragment.</summary>
    BadExtensionHeader,

    /// <summary>IPv4 options, or their pseudo-header, that cannot be (RFC 7402 appendix B.1.7).</summary>
    BadOptions,

    /// <summary>A first fragment without the ports or the checksum of its datagram.</summary>
    TinyFragment,

    /// <summary>A later fragment whose first was not seen, or was dropped.</summary>
    FragmentWithoutFirst,

    /// <summary>The association has no IPv4 addresses.</summary>
    NoIPv4,

    /// <summary>The peer's rights do not cover the protocol or the service.</summary>
    NotPermitted,

    /// <summary>The verdict on the peer has ended.</summary>
    RightsExpired,

    /// <summary>The oldest of too many packets that waited for an association.</summary>
    QueueFull,
}
