namespace HiperNet.Spki.Revocation;

/// <summary>Why a revocation list or revalidation was not taken in.</summary>
public enum RevocationFault
{
    /// <summary>It was.</summary>
    None,

    /// <summary>The signature is not good.</summary>
    BadSignature,

    /// <summary>The nonce is not one that is waited for: never asked, or used up already.</summary>
    UnknownNonce,

    /// <summary>There is no room: the signer has its share already and all of it ends later, or all is full.</summary>
    TooMany,
}
