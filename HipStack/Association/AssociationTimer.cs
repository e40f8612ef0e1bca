namespace HiperNet.HipStack.Association;

/// <summary>What an association waits for.</summary>
internal enum AssociationTimer
{
    /// <summary>To send the I1, I2 or CLOSE again, or to give up.</summary>
    Retry,

    /// <summary>The end of R2-SENT, CLOSING, CLOSED or E-FAILED.</summary>
    State,

    /// <summary>A verdict that takes too long.</summary>
    Answer,

    /// <summary>A puzzle's solution that takes too long.</summary>
    Puzzle,

    /// <summary>The retransmission of an UPDATE.</summary>
    Update,

    /// <summary>To see whether there was data.</summary>
    Unused,

    /// <summary>The end of the keys' time.</summary>
    Rekey,

    /// <summary>The end of the old inbound SA.</summary>
    OldSa,

    /// <summary>The end of the peer's right.</summary>
    RightEnd,

    /// <summary>To keep a NAT open.</summary>
    Keepalive,

    /// <summary>The end of a locator's lifetime.</summary>
    Locators,
}
