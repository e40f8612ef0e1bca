namespace HiperNet.HipStack.Identity;

/// <summary>
/// The HIT suite, which is the four-bit ORCHID Generation Algorithm in a HIT (RFC 7401 section 5.2.10,
/// RFC 9374 section 3.4.2). It follows from the identity's algorithm and fixes the hash.
/// </summary>
public enum HitSuite : byte
{
    /// <summary>Reserved; no HIT carries it.</summary>
    None = 0,

    /// <summary>RSA, hashed with SHA-256.</summary>
    RsaSha256 = 1,

    /// <summary>ECDSA, hashed with SHA-384.</summary>
    EcdsaSha384 = 2,

    /// <summary>EdDSA, hashed with cSHAKE128.</summary>
    EdDsaCShake128 = 5,
}
