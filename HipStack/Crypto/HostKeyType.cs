namespace HiperNet.HipStack.Crypto;

/// <summary>The kinds of host key that can be made here.</summary>
public enum HostKeyType
{
    /// <summary>RSA with a modulus of 2048 bits.</summary>
    Rsa2048,

    /// <summary>RSA with a modulus of 3072 bits.</summary>
    Rsa3072,

    /// <summary>ECDSA on NIST P-256.</summary>
    P256,

    /// <summary>ECDSA on NIST P-384.</summary>
    P384,

    /// <summary>Ed25519.</summary>
    Ed25519,
}
