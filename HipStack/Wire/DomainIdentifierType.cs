namespace HiperNet.HipStack.Wire;

/// <summary>What the Domain Identifier of a HOST_ID is (RFC 7401 section 5.2.9).</summary>
public enum DomainIdentifierType : byte
{
    /// <summary>There is none.</summary>
    None = 0,

    /// <summary>A domain name in the binary form of RFC 1035 section 3.1.</summary>
    Fqdn = 1,

    /// <summary>A Network Access Identifier.</summary>
    Nai = 2,
}
