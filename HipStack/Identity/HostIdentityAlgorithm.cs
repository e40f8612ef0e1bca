namespace HiperNet.HipStack.Identity;

/// <summary>The HI algorithm of a HOST_ID parameter (RFC 7401 section 5.2.9, RFC 9374 section 3.4.1).</summary>
public enum HostIdentityAlgorithm : ushort
{
    /// <summary>RSA, encoded as RFC 3110 section 2 says.</summary>
    Rsa = 5,

    /// <summary>ECDSA on a NIST curve: the curve's number, then the point.</summary>
    Ecdsa = 7,

    /// <summary>EdDSA: the curve's number, two zero octets, then the key.</summary>
    EdDsa = 13,
}
