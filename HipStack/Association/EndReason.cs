namespace HiperNet.HipStack.Association;

/// <summary>Why an association ended, or why an attempt at one failed.</summary>
public enum EndReason
{
    /// <summary>It has not ended.</summary>
    None,

    /// <summary>No R1 came.</summary>
    NoAnswer,

    /// <summary>No R2 came.</summary>
    NoR2,

    /// <summary>The peer told us that its policy forbids it (NOTIFY BLOCKED_BY_POLICY), and no R2 came.</summary>
    RefusedByPeer,

    /// <summary>Our policy forbids it.</summary>
    Refused,

    /// <summary>Nobody decided in time.</summary>
    NoVerdict,

    /// <summary>The peer does not know the suite of our HIT.</summary>
    HitSuiteNotSupported,

    /// <summary>There is no Diffie-Hellman group that both know.</summary>
    NoCommonDhGroup,

    /// <summary>The peer's choice of a group shows that our I1 was changed on its way.</summary>
    DhGroupDowngraded,

    /// <summary>There is no HIP cipher that both know.</summary>
    NoCommonCipher,

    /// <summary>There is no ESP suite, or no transport format, that both know.</summary>
    NoCommonTransport,

    /// <summary>The puzzle is harder than we are ready to solve, or was not solved in its lifetime.</summary>
    PuzzleTooHard,

    /// <summary>The peer's Diffie-Hellman value is none of its group.</summary>
    InvalidDhValue,

    /// <summary>We closed it.</summary>
    LocalClose,

    /// <summary>The peer closed it.</summary>
    PeerClose,

    /// <summary>No data went through for the unused association lifetime.</summary>
    Unused,

    /// <summary>The peer's right came to its end.</summary>
    RightEnded,

    /// <summary>The peer's right was revoked.</summary>
    Revoked,

    /// <summary>The peer answered no UPDATE.</summary>
    NoUpdateAnswer,

    /// <summary>A newer base exchange with the same peer took its place.</summary>
    Replaced,

    /// <summary>A new key could not be agreed before the old one was used up.</summary>
    RekeyFailed,

    /// <summary>An administrator reset it.</summary>
    Reset,
}
