namespace HiperNet.Spki.Discovery;

/// <summary>Why an item that was read counts for nothing.</summary>
public enum LoadFault
{
    /// <summary>A certificate, list or revalidation is not followed by a signature.</summary>
    Unsigned,

    /// <summary>A certificate is signed by another principal than its issuer.</summary>
    OtherSigner,

    /// <summary>The signature is over another object.</summary>
    OtherObject,

    /// <summary>The signature of a list or revalidation is not good.</summary>
    BadSignature,

    /// <summary>The key that signed a list or revalidation is nowhere to be found.</summary>
    UnknownKey,

    /// <summary>Nobody waits for the nonce of a one-time revalidation by its signer.</summary>
    UnknownNonce,

    /// <summary>A signature follows nothing that it could cover.</summary>
    MisplacedSignature,

    /// <summary>An ACL counts only as the verifier's own.</summary>
    ForeignAcl,

    /// <summary>There is no room.</summary>
    Full,
}
