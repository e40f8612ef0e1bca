namespace HiperNet.Spki.Certs;

/// <summary>Why a signature does not make an object its issuer's.</summary>
public enum SignatureFault
{
    /// <summary>It does: the signature is good.</summary>
    None,

    /// <summary>It was made by another principal.</summary>
    OtherSigner,

    /// <summary>It uses another hash than the one that goes with the key.</summary>
    OtherHashAlgorithm,

    /// <summary>It is over another object.</summary>
    OtherObject,

    /// <summary>The value is malformed, out of range, or not made by the key.</summary>
    BadValue,

    /// <summary>The signer's key is nowhere to be found.</summary>
    UnknownKey,
}
