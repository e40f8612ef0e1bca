namespace HiperNet.Registrar.Revocations;

/// <summary>Why nothing was done.</summary>
public enum RevocationListFault
{
    /// <summary>It was.</summary>
    None = 0,

    /// <summary>The caller's conditions did not hold; nothing was revoked.</summary>
    Condition,

    /// <summary>The certificate is revoked, so that nobody says that it is good.</summary>
    Revoked,

    /// <summary>The nonce has less than 16 or more than 64 octets.</summary>
    Nonce,

    /// <summary>The list would have more identifiers than <see cref="RevocationLimits.Identifiers"/>.</summary>
    Full,

    /// <summary>Others changed the list all the time.</summary>
    Busy,

    /// <summary>What the store has is no revocation list, or one that another key has signed.</summary>
    Damaged,

    /// <summary>
    /// The store did not answer as it must; the detail has its words. With UnknownOutcome it was done, or not.
    /// </summary>
    Store,
}
