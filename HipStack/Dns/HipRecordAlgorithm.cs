namespace HiperNet.HipStack.Dns;

/// <summary>The public key algorithms of a HIP record (RFC 8005 section 9, RFC 9373 section 4).</summary>
public enum HipRecordAlgorithm : byte
{
    /// <summary>No key; a HIP record has one, so it is never used.</summary>
    None = 0,

    /// <summary>DSA, in the form of RFC 2536.</summary>
    Dsa = 1,

    /// <summary>RSA, in the form of RFC 3110.</summary>
    Rsa = 2,

    /// <summary>ECDSA, in the form of RFC 6605: X and Y. The length says which curve it is.</summary>
    Ecdsa = 3,

    /// <summary>EdDSA, in the form of RFC 8080: the key. The length says which curve it is.</summary>
    EdDsa = 4,
}
