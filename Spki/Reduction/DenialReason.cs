namespace HiperNet.Spki.Reduction;

/// <summary>Why a request is denied; for a fault of one certificate, what is wrong with it.</summary>
public enum DenialReason
{
    /// <summary>Nothing leads from the root to the subject; the denial says where the chain breaks off.</summary>
    MissingLink,

    /// <summary>A certificate's not-after has passed.</summary>
    Expired,

    /// <summary>A certificate's not-before has not come.</summary>
    NotYetValid,

    /// <summary>A certificate's issuer holds the right, and may not pass it on.</summary>
    NotDelegable,

    /// <summary>The right may be passed on to named keys only, and the subject is none of them.</summary>
    NotNamed,

    /// <summary>A certificate names its delegatees, which strict delegation refuses.</summary>
    NamedDelegation,

    /// <summary>A certificate's tag does not include the request.</summary>
    TooNarrow,

    /// <summary>
    /// A certificate, or the key of its issuer or one that its subject names, is canceled by a revocation list.
    /// </summary>
    Revoked,

    /// <summary>An online test of a certificate has no current answer.</summary>
    NoRevocationAnswer,

    /// <summary>A certificate's signature is not good.</summary>
    BadSignature,

    /// <summary>The key of a certificate's issuer is nowhere to be found.</summary>
    UnknownKey,

    /// <summary>Fewer than k branches of a threshold lead to the subject.</summary>
    ThresholdNotMet,

    /// <summary>The request contains a star form.</summary>
    StarInRequest,

    /// <summary>The search would cost more than the options allow.</summary>
    LimitReached,
}
