using HiperNet.HipStack.Association;
using static HiperNet.HipStack.Association.AssociationActions;
using static HiperNet.HipStack.Association.AssociationEvent;
using static HiperNet.HipStack.Association.AssociationState;

namespace HiperNet.HipStack.Tests.Association;

[TestClass]
public sealed class StateTableTests
{
    private static readonly AssociationState[] WithSas = [R2Sent, Established];

    private static readonly AssociationState[] AfterClose = [Closing, Closed];

    [TestMethod]
    [DataRow(Unassociated, UserData, I1Sent)]
    [DataRow(I1Sent, PuzzleSolved, I2Sent)]
    [DataRow(I1Sent, TimeoutGiveUp, Failed)]
    [DataRow(I2Sent, VerdictGrantedOnR2, Established)]
    [DataRow(I2Sent, VerdictGrantedOnI2, R2Sent)]
    [DataRow(I2Sent, TimeoutGiveUp, Failed)]
    [DataRow(I2Sent, ReceiveCloseValid, Closed)]
    [DataRow(R2Sent, ReceiveData, Established)]
    [DataRow(R2Sent, ReceiveUpdateValid, Established)]
    [DataRow(R2Sent, TimeoutExchangeComplete, Established)]
    [DataRow(Established, VerdictGrantedOnI2, R2Sent)]
    [DataRow(Established, TimeoutUnused, Closing)]
    [DataRow(Established, ReceiveCloseValid, Closed)]
    [DataRow(Closing, UserData, I1Sent)]
    [DataRow(Closing, ReceiveCloseValid, Closed)]
    [DataRow(Closing, ReceiveCloseAckValid, Unassociated)]
    [DataRow(Closing, TimeoutState, Unassociated)]
    [DataRow(Closed, UserData, I1Sent)]
    [DataRow(Closed, ReceiveCloseAckValid, Unassociated)]
    [DataRow(Closed, TimeoutState, Unassociated)]
    [DataRow(Failed, TimeoutState, Unassociated)]
    public void The_transitions_of_RFC_7401_section_4_4_3_are_there(
        AssociationState state, AssociationEvent happened, AssociationState next) =>
        Assert.AreEqual(next, StateTable.Next(state, happened)?.Next);

    [TestMethod]
    [DataRow(Unassociated, ReceiveCloseValid, DisplayName = "Section 6.14: no association, no answer to CLOSE")]
    [DataRow(Unassociated, ReceiveR1Valid)]
    [DataRow(Unassociated, ReceiveR2Valid)]
    [DataRow(Unassociated, ReceiveData)]
    [DataRow(I1Sent, ReceiveI1Smaller, DisplayName = "Section 6.7, step 3: the smaller HIT does not answer I1")]
    [DataRow(I1Sent, ReceiveR2Valid, DisplayName = "Section 6.10: R2 in I1-SENT")]
    [DataRow(I1Sent, ReceiveData)]
    [DataRow(I2Sent, ReceiveI2ValidSmaller, DisplayName = "Section 6.9, step 5: the smaller HIT drops I2")]
    [DataRow(I2Sent, ReceiveR1Valid, DisplayName = "Section 6.8, step 8: only a newer R1")]
    [DataRow(I2Sent, ReceiveData, DisplayName = "No data before the verdict on the Responder")]
    [DataRow(R2Sent, ReceiveR1Valid)]
    [DataRow(R2Sent, ReceiveR2Valid)]
    [DataRow(R2Sent, ReceiveCloseAckValid)]
    [DataRow(Established, ReceiveR1Valid)]
    [DataRow(Established, ReceiveR2Valid, DisplayName = "Section 6.10: R2 in ESTABLISHED")]
    [DataRow(Established, ReceiveCloseAckValid)]
    [DataRow(Closing, ReceiveR1Valid, DisplayName = "Section 6.8, step 2: R1 in CLOSING")]
    [DataRow(Closed, ReceiveR1Valid, DisplayName = "Section 6.8, step 2: R1 in CLOSED")]
    [DataRow(Closing, ReceiveI2Repeated)]
    [DataRow(Closed, ReceiveI2Repeated)]
    [DataRow(Closing, ReceiveData)]
    [DataRow(Closed, ReceiveUpdateValid)]
    [DataRow(Failed, UserData)]
    public void What_no_table_knows_is_dropped(AssociationState state, AssociationEvent happened) =>
        Assert.IsNull(StateTable.Next(state, happened));

    [TestMethod]
    public void Security_associations_come_only_from_a_granted_verdict() =>
        AssertNo(row => row.Actions.HasFlag(InstallSas) && row.Event is not (VerdictGrantedOnI2 or VerdictGrantedOnR2));

    [TestMethod]
    public void An_R2_is_sent_only_after_the_verdict_or_again() =>
        AssertNo(row => row.Actions.HasFlag(SendR2) && row.Event is not (VerdictGrantedOnI2 or ReceiveI2Repeated));

    [TestMethod]
    public void Nobody_enters_a_state_with_security_associations_without_installing_them() =>
        AssertNo(row => !WithSas.Contains(row.State) && WithSas.Contains(row.Next) && !row.Actions.HasFlag(InstallSas));

    [TestMethod]
    public void Nobody_leaves_a_state_with_security_associations_without_removing_them() =>
        AssertNo(row => WithSas.Contains(row.State) && !WithSas.Contains(row.Next) && !row.Actions.HasFlag(RemoveSas));

    [TestMethod]
    public void New_security_associations_replace_the_old_ones() =>
        AssertNo(row => WithSas.Contains(row.State)
            && row.Actions.HasFlag(InstallSas) && !row.Actions.HasFlag(RemoveSas));

    [TestMethod]
    [DataRow(I2Sent)]
    [DataRow(R2Sent)]
    [DataRow(Established)]
    public void The_end_of_a_right_closes_whatever_the_peer_may_hold(AssociationState state)
    {
        StateTableRow row = StateTable.Next(state, RightEnded)!;

        Assert.AreEqual(Closing, row.Next);
        Assert.IsTrue(row.Actions.HasFlag(SendClose));
    }

    [TestMethod]
    public void After_a_CLOSE_no_packet_starts_a_timer_again() =>
        AssertNo(row => AfterClose.Contains(row.State) && IsFromPeer(row) && row.Actions.HasFlag(RestartTimer));

    [TestMethod]
    public void Closed_never_goes_back_to_closing() => AssertNo(row => row.State == Closed && row.Next == Closing);

    [TestMethod]
    public void A_repeated_I2_starts_no_timer_again() =>
        AssertNo(row => row.Event == ReceiveI2Repeated && row.Actions != SendR2);

    [TestMethod]
    public void A_NOTIFY_changes_no_state() => AssertNo(row => row.Event == ReceiveNotify && row.Next != row.State);

    [TestMethod]
    public void An_I1_changes_no_state_and_leaves_none() =>
        AssertNo(row => row.Event is ReceiveI1Greater or ReceiveI1Smaller
            && (row.Next != row.State || row.Actions != SendR1));

    [TestMethod]
    public void Data_that_waits_is_sent_or_given_back()
    {
        AssociationState[] queueing = [I1Sent, I2Sent, R2Sent];
        AssertNo(row => queueing.Contains(row.State) && !queueing.Contains(row.Next)
            && (row.Actions & (SendWaiting | DropWaiting)) == None);
    }

    [TestMethod]
    public void Every_state_is_reached_and_left()
    {
        foreach (AssociationState state in Enum.GetValues<AssociationState>())
        {
            Assert.IsTrue(StateTable.Rows.Any(row => row.State == state && row.Next != state), $"{state} is not left");
            Assert.IsTrue(StateTable.Rows.Any(row => row.Next == state && row.State != state), $"{state} is unreached");
        }
    }

    [TestMethod]
    public void Every_event_is_known_to_some_state()
    {
        AssociationEvent[] unknown =
            [.. Enum.GetValues<AssociationEvent>().Except(StateTable.Rows.Select(row => row.Event))];

        Assert.IsEmpty(unknown);
    }

    private static bool IsFromPeer(StateTableRow row) => row.Event <= ReceiveData;

    private static void AssertNo(Func<StateTableRow, bool> isWrong) =>
        Assert.IsEmpty(StateTable.Rows.Where(isWrong).ToArray());
}
