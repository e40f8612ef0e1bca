namespace HiperNet.Registrar.Client.Signatures;

/// <summary>Why a signed message is not taken.</summary>
public enum SignatureFault
{
    /// <summary>It is.</summary>
    None,

    /// <summary>There is no signature with the tag that is asked for.</summary>
    Missing,

    /// <summary>A field is no structured field of the right kind, or too long.</summary>
    Malformed,

    /// <summary>Two signatures have the tag that is asked for.</summary>
    Ambiguous,

    /// <summary>A component is covered that is not known, or has parameters.</summary>
    UnknownComponent,

    /// <summary>A component is covered that the message does not have, or not in printable ASCII.</summary>
    MissingComponent,

    /// <summary>A component is not covered that must be.</summary>
    NotCovered,

    /// <summary>There is no time of creation.</summary>
    NoTime,

    /// <summary>It was made too long ago, or has expired.</summary>
    TooOld,

    /// <summary>It was made in the future.</summary>
    TooEarly,

    /// <summary>There is no nonce, or one that is too short or too long.</summary>
    NoNonce,

    /// <summary>There is no keyid, or nobody knows the key.</summary>
    UnknownKey,

    /// <summary>It names another algorithm than that of its key.</summary>
    OtherAlgorithm,

    /// <summary>The signature is not good.</summary>
    BadSignature,

    /// <summary>A message with this nonce was here before.</summary>
    Replayed,

    /// <summary>So many messages of this key, or of all, were here that their nonces cannot be kept.</summary>
    TooMany,

    /// <summary>The content is not what its digest says, or the digest is of no known kind.</summary>
    BadDigest,

    /// <summary>Whether its nonce was used cannot be found out now: sign anew with another nonce, later.</summary>
    Unavailable,
}
