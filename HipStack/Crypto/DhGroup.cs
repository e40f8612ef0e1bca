namespace HiperNet.HipStack.Crypto;

/// <summary>The Diffie-Hellman groups of RFC 7401 section 5.2.7 that are used here.</summary>
public enum DhGroup : byte
{
    /// <summary>No group.</summary>
    None = 0,

    /// <summary>The 1536-bit MODP group of RFC 3526 section 2.</summary>
    Modp1536 = 3,

    /// <summary>The 3072-bit MODP group of RFC 3526 section 4.</summary>
    Modp3072 = 4,

    /// <summary>NIST P-256 (RFC 5903 section 3.1).</summary>
    P256 = 7,

    /// <summary>NIST P-384 (RFC 5903 section 3.2).</summary>
    P384 = 8,

    /// <summary>NIST P-521 (RFC 5903 section 3.3).</summary>
    P521 = 9,

    /// <summary>The 2048-bit MODP group of RFC 3526 section 3.</summary>
    Modp2048 = 11,
}
