namespace HiperNet.HipStack.Association;

/// <summary>Why a HIP control packet went no further.</summary>
public enum ControlDrop
{
    /// <summary>It did not: it was processed.</summary>
    None,

    /// <summary>It is not a well-formed HIP packet.</summary>
    Malformed,

    /// <summary>It is of another version of HIP.</summary>
    UnsupportedVersion,

    /// <summary>Its checksum is wrong.</summary>
    WrongChecksum,

    /// <summary>It carries a critical parameter that we do not know (RFC 7401 section 5.2.1).</summary>
    UnknownCritical,

    /// <summary>A parameter that it must have is missing or malformed.</summary>
    BadParameter,

    /// <summary>Its sender's HIT is none.</summary>
    BadHit,

    /// <summary>It is for a HIT that is not ours.</summary>
    NotForUs,

    /// <summary>The state of the association, or that there is none, makes it meaningless.</summary>
    WrongState,

    /// <summary>Too many of its kind came from there.</summary>
    RateLimited,

    /// <summary>Its puzzle is unknown, too old or not ours.</summary>
    StalePuzzle,

    /// <summary>Its puzzle is not solved.</summary>
    WrongSolution,

    /// <summary>It was seen before.</summary>
    Replayed,

    /// <summary>Its Diffie-Hellman value or group is not acceptable.</summary>
    BadDiffieHellman,

    /// <summary>Its encrypted part is no HOST_ID.</summary>
    BadEncrypted,

    /// <summary>Its HIT is not that of its Host Identity.</summary>
    HitMismatch,

    /// <summary>Its Host Identity is not the one that we know for its HIT.</summary>
    IdentityMismatch,

    /// <summary>Its HIP_MAC or HIP_MAC_2 is wrong.</summary>
    WrongMac,

    /// <summary>Its signature is wrong.</summary>
    WrongSignature,

    /// <summary>It chose what we did not offer.</summary>
    NotOffered,

    /// <summary>Its R1 counter is lower than one that we have seen.</summary>
    OldCounter,

    /// <summary>The exchange crossed with our own, and ours goes on (RFC 7401 section 6.9).</summary>
    LostTieBreak,

    /// <summary>Its echo response is none to our request.</summary>
    WrongEcho,

    /// <summary>Its Update ID is outside the window (RFC 7401 section 6.12.1).</summary>
    OutsideWindow,

    /// <summary>Policy refuses the peer.</summary>
    Refused,

    /// <summary>There are too many associations.</summary>
    TableFull,

    /// <summary>It came from a rendezvous server or relay already, and is not sent on again.</summary>
    AlreadyRelayed,

    /// <summary>It asks a relay for what its sender is not registered for, or may not have.</summary>
    NotRegistered,

    /// <summary>It goes through a relay, and names no NAT traversal mode that fits (RFC 9028 section 4.5).</summary>
    NoNatMode,

    /// <summary>Its certificates exceed the limits, or their groups contradict each other.</summary>
    BadCertificates,
}
