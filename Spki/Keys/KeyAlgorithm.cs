namespace HiperNet.Spki.Keys;

/// <summary>The kinds of key that this implementation makes and accepts (spec/keys.md).</summary>
public enum KeyAlgorithm
{
    /// <summary>ECDSA on NIST P-256 with SHA-256: the default.</summary>
    P256,

    /// <summary>ECDSA on NIST P-384 with SHA-384.</summary>
    P384,

    /// <summary>RSA of 2,048 bits, PKCS#1 v1.5 with SHA-256.</summary>
    Rsa2048,

    /// <summary>RSA of 3,072 bits, PKCS#1 v1.5 with SHA-256.</summary>
    Rsa3072,

    /// <summary>Ed25519 (RFC 8032), pure.</summary>
    Ed25519,
}
