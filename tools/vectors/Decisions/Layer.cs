namespace HiperNet.Vectors.Decisions;

/// <summary>The part of a verifier that must refuse.</summary>
internal enum Layer
{
    /// <summary>None: the case is granted.</summary>
    None,

    /// <summary>The reader of S-expressions: the reason is a SexpFault.</summary>
    Sexp,

    /// <summary>The reader of objects: the reason is a CertFault, the detail a KeyFault or TagFault.</summary>
    Object,

    /// <summary>
    /// Whether an object is its issuer's: the reason is a LoadFault, or a DenialReason about signatures.
    /// </summary>
    Signature,

    /// <summary>Whether anybody wants the object: the reason is a LoadFault.</summary>
    Load,

    /// <summary>The reader of requests: the reason is a TagFault.</summary>
    Request,

    /// <summary>The decision: the reason is a DenialReason.</summary>
    Decision,
}
