using System.Collections.Frozen;
using static HiperNet.HipStack.Association.AssociationActions;
using static HiperNet.HipStack.Association.AssociationEvent;
using static HiperNet.HipStack.Association.AssociationState;

namespace HiperNet.HipStack.Association;

/// <summary>
/// The state machine of RFC 7401 section 4.4.3, with verdicts, as data: what is not here is dropped, and changes
/// nothing. The engine follows it, and spin checks two hosts of it (spec/models).
/// </summary>
/// <remarks>
/// Where the RFC contradicts itself, or a peer could harm:
/// <list type="bullet">
/// <item>R2-SENT: a CLOSE that fails its checks leaves R2-SENT; table 5 says ESTABLISHED, which its own state
/// forbids.</item>
/// <item>CLOSING and CLOSED: an R1 is dropped (section 6.8, steps 1 and 2), since tables 7 and 8 would answer one
/// that was never asked for, and so bring back what was closed.</item>
/// <item>CLOSED: data to send goes to I1-SENT as in CLOSING (section 6.14); table 8 stays, without a timer that
/// would send the I1 again.</item>
/// <item>I2-SENT: only an R1 with a larger generation counter is answered (section 6.8, step 8), since table 4
/// makes two valid I2s of one duplicated R1.</item>
/// <item>An I2 that is repeated gets the same R2, and no new association: table 6 would install the same keys
/// with counters from zero, or, for an older I2, keys that the peer has lost.</item>
/// <item>E-FAILED: I1 and I2 are processed as in UNASSOCIATED. Our own failure is no reason to refuse the
/// peer.</item>
/// <item>NOTIFY never moves the machine (section 6.13), so a refusal after R2 is also a CLOSE.</item>
/// </list>
/// </remarks>
public static class StateTable
{
    private static readonly FrozenDictionary<(AssociationState State, AssociationEvent Event), StateTableRow> Index =
        Build().ToFrozenDictionary(row => (row.State, row.Event));

    /// <summary>Every transition, ordered by state and event.</summary>
    public static IReadOnlyList<StateTableRow> Rows { get; } =
        [.. Index.Values.OrderBy(row => row.State).ThenBy(row => row.Event)];

    /// <summary>What <paramref name="happened"/> does in <paramref name="state"/>; null if it is dropped.</summary>
    public static StateTableRow? Next(AssociationState state, AssociationEvent happened) =>
        Index.GetValueOrDefault((state, happened));

    private static IEnumerable<StateTableRow> Build() =>
    [
        .. Responding(), .. InUnassociated(), .. InI1Sent(), .. InI2Sent(), .. InR2Sent(), .. InEstablished(),
        .. InClosing(), .. InClosed(), .. InFailed(),
    ];

    // A Responder keeps nothing before a valid I2, and does nothing with that before the verdict.
    private static IEnumerable<StateTableRow> Responding()
    {
        foreach (AssociationState state in Enum.GetValues<AssociationState>())
        {
            yield return Row(state, ReceiveI1Greater, SendR1, state);
            yield return Row(state, ReceiveI2ValidGreater, AuthorisePeer, state);
            yield return Row(state, VerdictGrantedOnI2, RemoveSas | InstallSas | SendR2, R2Sent);
            if (state != I1Sent)
            {
                yield return Row(state, ReceiveI1Smaller, SendR1, state);
            }

            if (state != I2Sent)
            {
                yield return Row(state, ReceiveI2ValidSmaller, AuthorisePeer, state);
            }
        }

        foreach (AssociationState state in (AssociationState[])[Unassociated, Closing, Closed, Failed])
        {
            yield return Row(state, VerdictRefusedOnI2, SendNotify, state);
        }
    }

    private static StateTableRow[] InUnassociated() =>
    [
        Row(Unassociated, UserData, SendI1 | QueueData, I1Sent),
    ];

    private static StateTableRow[] InI1Sent() =>
    [
        Row(I1Sent, ReceiveR1Valid, SolvePuzzle, I1Sent),
        Row(I1Sent, ReceiveR1UnsupportedSuite, SendI1 | RestartTimer, I1Sent),
        Row(I1Sent, PuzzleSolved, SendI2, I2Sent),
        Row(I1Sent, ReceiveNotify, HandleNotify, I1Sent),
        Row(I1Sent, VerdictRefusedOnI2, SendNotify | DropWaiting | DiscardState, Failed),
        Row(I1Sent, UserData, QueueData, I1Sent),
        Row(I1Sent, LocalClose, DropWaiting | DiscardState, Unassociated),
        Row(I1Sent, RightEnded, DropWaiting | DiscardState, Failed),
        Row(I1Sent, TimeoutRetry, SendI1 | RestartTimer, I1Sent),
        Row(I1Sent, TimeoutGiveUp, DropWaiting | DiscardState, Failed),
    ];

    // From here on the peer may hold keys, which only a CLOSE takes from it.
    private static StateTableRow[] InI2Sent() =>
    [
        Row(I2Sent, ReceiveR1Newer, SolvePuzzle, I2Sent),
        Row(I2Sent, PuzzleSolved, SendI2 | RestartTimer, I2Sent),
        Row(I2Sent, ReceiveR2Valid, AuthorisePeer | RestartTimer, I2Sent),
        Row(I2Sent, VerdictGrantedOnR2, InstallSas | SendWaiting, Established),
        Row(I2Sent, VerdictRefusedOnR2, SendNotify | SendClose | DropWaiting, Closing),
        Row(I2Sent, VerdictRefusedOnI2, SendNotify | SendClose | DropWaiting, Closing),
        Row(I2Sent, ReceiveUpdateValid, HandleUpdate, I2Sent),
        Row(I2Sent, ReceiveNotify, HandleNotify, I2Sent),
        Row(I2Sent, ReceiveCloseValid, SendCloseAck | DropWaiting, Closed),
        Row(I2Sent, UserData, QueueData, I2Sent),
        Row(I2Sent, LocalClose, SendClose | DropWaiting, Closing),
        Row(I2Sent, RightEnded, SendNotify | SendClose | DropWaiting, Closing),
        Row(I2Sent, TimeoutRetry, SendI2 | RestartTimer, I2Sent),
        Row(I2Sent, TimeoutGiveUp, DropWaiting | DiscardState, Failed),
    ];

    // A repeated I2 does not start the timer again, or it could be kept from ending.
    private static StateTableRow[] InR2Sent() =>
    [
        Row(R2Sent, ReceiveI2Repeated, SendR2, R2Sent),
        Row(R2Sent, ReceiveData, Deliver | SendWaiting, Established),
        Row(R2Sent, ReceiveUpdateValid, HandleUpdate | SendWaiting, Established),
        Row(R2Sent, ReceiveNotify, HandleNotify, R2Sent),
        Row(R2Sent, ReceiveCloseValid, SendCloseAck | RemoveSas | DropWaiting, Closed),
        Row(R2Sent, VerdictRefusedOnI2, SendNotify | SendClose | RemoveSas | DropWaiting, Closing),
        Row(R2Sent, UserData, QueueData, R2Sent),
        Row(R2Sent, LocalClose, SendClose | RemoveSas | DropWaiting, Closing),
        Row(R2Sent, RightEnded, SendClose | RemoveSas | DropWaiting, Closing),
        Row(R2Sent, TimeoutExchangeComplete, SendWaiting, Established),
    ];

    private static StateTableRow[] InEstablished() =>
    [
        Row(Established, ReceiveI2Repeated, SendR2, Established),
        Row(Established, ReceiveData, Deliver | RestartTimer, Established),
        Row(Established, ReceiveUpdateValid, HandleUpdate | RestartTimer, Established),
        Row(Established, ReceiveNotify, HandleNotify, Established),
        Row(Established, ReceiveCloseValid, SendCloseAck | RemoveSas, Closed),
        Row(Established, VerdictRefusedOnI2, SendNotify | SendClose | RemoveSas, Closing),
        Row(Established, UserData, SendData, Established),
        Row(Established, LocalUpdate, SendUpdate, Established),
        Row(Established, LocalClose, SendClose | RemoveSas, Closing),
        Row(Established, RightEnded, SendClose | RemoveSas, Closing),
        Row(Established, TimeoutRetry, SendUpdate, Established),
        Row(Established, TimeoutGiveUp, SendClose | RemoveSas, Closing),
        Row(Established, TimeoutUnused, SendClose | RemoveSas, Closing),
    ];

    // Once a CLOSE was sent or received, nothing that the peer sends starts a timer again.
    private static StateTableRow[] InClosing() =>
    [
        Row(Closing, ReceiveCloseValid, SendCloseAck, Closed),
        Row(Closing, ReceiveCloseAckValid, DiscardState, Unassociated),
        Row(Closing, UserData, DiscardState | SendI1 | QueueData, I1Sent),
        Row(Closing, TimeoutRetry, SendClose | RestartTimer, Closing),
        Row(Closing, TimeoutState, DiscardState, Unassociated),
    ];

    private static StateTableRow[] InClosed() =>
    [
        Row(Closed, ReceiveCloseValid, SendCloseAck, Closed),
        Row(Closed, ReceiveCloseAckValid, DiscardState, Unassociated),
        Row(Closed, UserData, DiscardState | SendI1 | QueueData, I1Sent),
        Row(Closed, TimeoutState, DiscardState, Unassociated),
    ];

    private static StateTableRow[] InFailed() =>
    [
        Row(Failed, LocalClose, DiscardState, Unassociated),
        Row(Failed, TimeoutState, DiscardState, Unassociated),
    ];

    private static StateTableRow Row(
        AssociationState state, AssociationEvent happened, AssociationActions actions, AssociationState next) =>
        new(state, happened, actions, next);
}
