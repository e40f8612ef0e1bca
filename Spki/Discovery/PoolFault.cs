namespace HiperNet.Spki.Discovery;

/// <summary>Why a certificate was not taken into a pool.</summary>
public enum PoolFault
{
    /// <summary>It was, or was there already.</summary>
    None,

    /// <summary>The signature is by another principal than the issuer.</summary>
    OtherSigner,

    /// <summary>The signature is over another object.</summary>
    OtherObject,

    /// <summary>The pool holds as many certificates as it may.</summary>
    Full,
}
