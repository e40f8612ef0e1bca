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

    /// <summary>There are <see cref="RevocationState.MaxStatements"/> already that end later.</summary>
    TooMany,
}
