namespace HiperNet.HipStack.Association;

/// <summary>
/// What a transition does. To enter another state also stops every timer and starts that state's own; to stay
/// changes no timer except with <see cref="RestartTimer"/>. Removal comes before installation.
/// </summary>
[Flags]
public enum AssociationActions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Sends an I1.</summary>
    SendI1 = 1 << 0,

    /// <summary>Answers with an R1, and keeps nothing.</summary>
    SendR1 = 1 << 1,

    /// <summary>Sends an I2: with a new solution when it is found, the same octets when it is due again.</summary>
    SendI2 = 1 << 2,

    /// <summary>Sends the R2 that answers the I2: the same octets again if the I2 is repeated.</summary>
    SendR2 = 1 << 3,

    /// <summary>Sends an UPDATE, the same one again on a timeout.</summary>
    SendUpdate = 1 << 4,

    /// <summary>Sends a NOTIFY with BLOCKED_BY_POLICY.</summary>
    SendNotify = 1 << 5,

    /// <summary>Sends a CLOSE, with the same echo request on a timeout.</summary>
    SendClose = 1 << 6,

    /// <summary>Answers a CLOSE.</summary>
    SendCloseAck = 1 << 7,

    /// <summary>Protects the data and sends it.</summary>
    SendData = 1 << 8,

    /// <summary>Lets the data wait in the bounded queue.</summary>
    QueueData = 1 << 9,

    /// <summary>
    /// Sends the data that waits. If there is none, an Initiator sends an UPDATE that wants an answer, because
    /// the Responder waits in <see cref="AssociationState.R2Sent"/> for a sign.
    /// </summary>
    SendWaiting = 1 << 10,

    /// <summary>Gives the data that waits back with the reason.</summary>
    DropWaiting = 1 << 11,

    /// <summary>Hands the received data on.</summary>
    Deliver = 1 << 12,

    /// <summary>Processes an UPDATE, and answers it if it has a SEQ.</summary>
    HandleUpdate = 1 << 13,

    /// <summary>Takes note of what a NOTIFY says.</summary>
    HandleNotify = 1 << 14,

    /// <summary>Searches the solution of the R1's puzzle.</summary>
    SolvePuzzle = 1 << 15,

    /// <summary>Asks whether the peer may speak with us; a question that waits is replaced.</summary>
    AuthorisePeer = 1 << 16,

    /// <summary>Removes all security associations with the peer, and clears their keys.</summary>
    RemoveSas = 1 << 17,

    /// <summary>Installs the security associations of the exchange, whose keys were never installed before.</summary>
    InstallSas = 1 << 18,

    /// <summary>Starts the timer of repetition or of use again; what ends a state by its age runs on.</summary>
    RestartTimer = 1 << 19,

    /// <summary>Clears keys, secrets and the puzzle. A question about the peer's I2 stays open.</summary>
    DiscardState = 1 << 20,
}
