namespace HiperNet.Registrar.Audit;

/// <summary>Why a checkpoint is not taken.</summary>
public enum CheckpointFault
{
    /// <summary>It is.</summary>
    None,

    /// <summary>The octets are no S-expression in canonical form.</summary>
    Syntax,

    /// <summary>It has another shape than a signed checkpoint, or is not in its one spelling.</summary>
    Shape,

    /// <summary>Its first signature is not by the key that it names as its origin.</summary>
    NotByOrigin,

    /// <summary>
    /// Two of its signatures are by one key, or there are more than <see cref="LogLimits.Signatures"/>.
    /// </summary>
    Signatures,

    /// <summary>A signature is over something else, or is not good.</summary>
    BadSignature,

    /// <summary>Nobody has said that logs of this origin are to be looked at.</summary>
    UnknownOrigin,

    /// <summary>The log has become shorter than it was, or its time has gone back.</summary>
    Older,

    /// <summary>It is not the log that was there before: an entry was changed, or there are two logs.</summary>
    NotConsistent,

    /// <summary>What was cosigned last cannot be read or written; nothing was signed.</summary>
    Storage,
}
