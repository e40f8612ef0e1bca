namespace HiperNet.HipStack.Association;

/// <summary>
/// What can happen to an association. A packet is an event only after every check that its type asks for;
/// one that fails a check is none, and changes nothing.
/// </summary>
/// <remarks>
/// One question at a time: while a verdict is awaited, no R1, I2, R2 and no solution is an event, and a new I2 ends
/// the search for a solution (RFC 7401 section 6.9, step 6). The peer sends them again. Otherwise two hosts that
/// start together accept each other's I2 again and again (the mutant TWO_QUESTIONS of spec/models).
/// </remarks>
public enum AssociationEvent : byte
{
    /// <summary>An I1, and the local HIT is greater than the peer's (RFC 7401 section 6.7).</summary>
    ReceiveI1Greater,

    /// <summary>An I1, and the local HIT is smaller than the peer's.</summary>
    ReceiveI1Smaller,

    /// <summary>An R1 that answers an I1 of this association, while no puzzle is being solved for it.</summary>
    ReceiveR1Valid,

    /// <summary>
    /// As <see cref="ReceiveR1Valid"/>, with a larger R1 generation counter than the R1 that the sent I2 answers
    /// (RFC 7401 section 6.8, step 8), and before a valid R2.
    /// </summary>
    ReceiveR1Newer,

    /// <summary>A valid R1 whose Responder does not know the suite of the local HIT; another is at hand.</summary>
    ReceiveR1UnsupportedSuite,

    /// <summary>
    /// An I2 that passes RFC 7401 section 6.9 and whose solution was never accepted before, while the local HIT is
    /// greater. The memory of accepted solutions outlives the association: it lasts as long as their puzzles do.
    /// </summary>
    ReceiveI2ValidGreater,

    /// <summary>As <see cref="ReceiveI2ValidGreater"/>, while the local HIT is smaller.</summary>
    ReceiveI2ValidSmaller,

    /// <summary>The I2 again that made the present association; any other accepted solution is no event.</summary>
    ReceiveI2Repeated,

    /// <summary>
    /// An R2 that passes RFC 7401 section 6.10 with the keys of the last I2; the first one, since until the
    /// verdict further ones are no event.
    /// </summary>
    ReceiveR2Valid,

    /// <summary>An UPDATE whose HIP_MAC and HIP_SIGNATURE are valid; before a valid R2 there is none.</summary>
    ReceiveUpdateValid,

    /// <summary>A NOTIFY whose HIP_SIGNATURE is valid (RFC 7401 section 6.13).</summary>
    ReceiveNotify,

    /// <summary>A CLOSE whose HIP_MAC and HIP_SIGNATURE are valid under the present or just closed keys.</summary>
    ReceiveCloseValid,

    /// <summary>A CLOSE_ACK, valid likewise, that echoes the CLOSE that was sent.</summary>
    ReceiveCloseAckValid,

    /// <summary>Data that passed ESP's checks under an inbound security association.</summary>
    ReceiveData,

    /// <summary>The solution of the last puzzle was found, within the puzzle's lifetime.</summary>
    PuzzleSolved,

    /// <summary>The Initiator of the last fresh I2 may speak with us.</summary>
    VerdictGrantedOnI2,

    /// <summary>The Initiator of the last fresh I2 may not speak with us, or no verdict came in time.</summary>
    VerdictRefusedOnI2,

    /// <summary>The Responder of the valid R2 may speak with us.</summary>
    VerdictGrantedOnR2,

    /// <summary>The Responder of the valid R2 may not speak with us, or no verdict came in time.</summary>
    VerdictRefusedOnR2,

    /// <summary>A right that this association stands on expired or was revoked.</summary>
    RightEnded,

    /// <summary>An application has data for the peer.</summary>
    UserData,

    /// <summary>This side wants an UPDATE: new keys, other addresses, more certificates.</summary>
    LocalUpdate,

    /// <summary>This side wants the association to end.</summary>
    LocalClose,

    /// <summary>The packet that waits for an answer is due again: I1, I2, UPDATE or CLOSE.</summary>
    TimeoutRetry,

    /// <summary>I1, I2 or UPDATE was sent for the last time, and no answer came.</summary>
    TimeoutGiveUp,

    /// <summary>As long as the peer may repeat its I2 has passed since the R2 (EC, RFC 7401 section 4.4.1).</summary>
    TimeoutExchangeComplete,

    /// <summary>
    /// For the unused association lifetime (UAL) nothing valid was received. What is sent does not count: a peer
    /// that lost its state, or that holds other keys, would otherwise be spoken to for ever.
    /// </summary>
    TimeoutUnused,

    /// <summary>The state's own time is over: UAL + MSL in Closing, UAL + 2 MSL in Closed, a while in Failed.</summary>
    TimeoutState,
}
