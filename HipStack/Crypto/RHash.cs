namespace HiperNet.HipStack.Crypto;

/// <summary>RHASH: the hash of an association's puzzle, MAC and key derivation (RFC 7401 section 3).</summary>
public enum RHash
{
    /// <summary>SHA-256, 32 octets.</summary>
    Sha256,

    /// <summary>SHA-384, 48 octets.</summary>
    Sha384,
}
