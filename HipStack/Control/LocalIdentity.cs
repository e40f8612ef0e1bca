using System.Net;

namespace HiperNet.HipStack.Control;

/// <summary>One of this host's identities.</summary>
public sealed record LocalIdentity
{
    /// <summary>Its Host Identity Tag (RFC 7401 section 3.1).</summary>
    public required IPAddress Hit { get; init; }

    /// <summary>Its Local Scope Identifier, if it has one.</summary>
    public IPAddress? Lsi { get; init; }

    /// <summary>Its address in the IPv4 range of a VPXI, if it has one.</summary>
    public IPAddress? Ipv4 { get; init; }

    /// <summary>The hash of the same key as an SPKI principal, as an advanced S-expression.</summary>
    public required string Principal { get; init; }

    /// <summary>The kind of key, such as p256.</summary>
    public required string KeyType { get; init; }
}
