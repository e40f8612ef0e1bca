namespace HiperNet.HipStack.Identity;

/// <summary>The curve number of an ECDSA Host Identity (RFC 7401 section 5.2.9).</summary>
public enum EcdsaCurve : ushort
{
    /// <summary>NIST P-256.</summary>
    P256 = 1,

    /// <summary>NIST P-384.</summary>
    P384 = 2,
}
