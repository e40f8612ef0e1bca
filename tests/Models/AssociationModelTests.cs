using HiperNet.Testing;

namespace HiperNet.Models.Tests;

/// <summary>spec/models/association.pml: what it promises holds, and each promise can be broken.</summary>
[TestClass]
[RequiresProgram("spin")]
[RequiresProgram("gcc")]
public sealed class AssociationModelTests
{
    private const string Verdict = "granted==host[self].key";
    private const string SameKeyTwice = "!((installed[self]";
    private const string PeerHasNot = "installed[(1-self)]";
    private const string OtherKeys = "assertion violated (mkey==host[self].key)";
    private const string LostData = "assertion violated 0";
    private const string Deadlock = "invalid end state (at";
    private const string NoRecovery = "acceptance cycle (at";

    /// <summary>Fewer would mean that the model has lost most of what can happen.</summary>
    private const int FewestStates = 10_000;

    [TestMethod]
    [DataRow("LOSSES=2 CLOSES=2 REFUSALS=1")]
    [DataRow("HOLDS=2 CLOSES=1")]
    [DataRow("HOLDS=2 REBOOTS=1")]
    [DataRow("HOLDS=3")]
    [DataRow("REBOOTS=2 LOSSES=1 REFUSALS=1")]
    [DataRow("REKEYS=3 LOSSES=1 CLOSES=1")]
    [DataRow("REKEYS=2 HOLDS=1")]
    public void No_data_without_a_verdict_or_under_other_keys_and_no_deadlock(string settings)
    {
        SpinRun run = SpinRun.OfSafety(settings);

        Assert.AreEqual(0, run.Errors, run.Report);
        Assert.IsTrue(run.IsComplete, run.Report);
        Assert.IsGreaterThan(FewestStates, run.States);
    }

    [TestMethod]
    [DataRow("LOSSES=2 CLOSES=2 REFUSALS=1")]
    [DataRow("HOLDS=2")]
    [DataRow("HOLDS=1 REBOOTS=1 LOSSES=1")]
    [DataRow("REBOOTS=2 CLOSES=1")]
    [DataRow("REKEYS=2 LOSSES=2")]
    public void When_faults_stop_two_hosts_come_to_the_same_keys_and_stay(string settings)
    {
        SpinRun run = SpinRun.OfLiveness(settings);

        Assert.AreEqual(0, run.Errors, run.Report);
        Assert.IsTrue(run.IsComplete, run.Report);
        Assert.IsGreaterThan(FewestStates, run.States);
    }

    [TestMethod]
    [DataRow("QUIET_HOST=0 LOSSES=1 CLOSES=2")]
    [DataRow("QUIET_HOST=1 HOLDS=1 REBOOTS=1")]
    public void So_they_do_when_only_one_of_them_starts(string settings)
    {
        SpinRun run = SpinRun.OfLiveness(settings);

        Assert.AreEqual(0, run.Errors, run.Report);
        Assert.IsTrue(run.IsComplete, run.Report);
    }

    [TestMethod]
    [DataRow("HOST1_REFUSES LOSSES=2")]
    [DataRow("HOST1_REFUSES HOLDS=1 REBOOTS=1")]
    public void A_host_that_is_refused_does_not_stay_with_an_association(string settings)
    {
        SpinRun run = SpinRun.OfLiveness(settings);

        Assert.AreEqual(0, run.Errors, run.Report);
        Assert.IsTrue(run.IsComplete, run.Report);
    }

    [TestMethod]
    [DataRow("SKIP_VERDICT", Verdict, DisplayName = "An R2 is enough for an Initiator")]
    [DataRow("KEEP_SAS CLOSES=1", Verdict, DisplayName = "The end of a right is only noted")]
    [DataRow("OLD_R2 HOLDS=1", PeerHasNot, DisplayName = "An old R2 is accepted")]
    [DataRow("NO_ICV HOLDS=1", OtherKeys, DisplayName = "Data is found by its SPI alone")]
    [DataRow("REPEATED_I2 HOLDS=1", SameKeyTwice, DisplayName = "A repeated I2 makes a new association")]
    [DataRow("FORGETFUL HOLDS=1 CLOSES=1", SameKeyTwice, DisplayName = "Accepted solutions are forgotten")]
    [DataRow("SWITCH_EARLY REKEYS=1 LOSSES=1", LostData, DisplayName = "New keys are used too early")]
    [DataRow("NO_TIMERS LOSSES=1", Deadlock, DisplayName = "Nothing is sent again")]
    public void A_broken_machine_is_found_unsafe(string settings, string expected)
    {
        SpinRun run = SpinRun.OfSafety(settings);

        Assert.AreEqual(1, run.Errors, run.Report);
        Assert.Contains(expected, run.Report, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("NO_COMPARISON", DisplayName = "HITs are not compared")]
    [DataRow("TWO_QUESTIONS", DisplayName = "A puzzle is answered while a verdict is awaited")]
    [DataRow("SENDING_IS_USE QUIET_HOST=0 REBOOTS=1", DisplayName = "Who sends to a host without state goes on")]
    [DataRow("SENDING_IS_USE HOLDS=1", DisplayName = "Who sends to a host with other keys goes on")]
    public void A_broken_machine_is_found_not_to_recover(string settings)
    {
        SpinRun run = SpinRun.OfLiveness(settings);

        Assert.AreEqual(1, run.Errors, run.Report);
        Assert.Contains(NoRecovery, run.Report, StringComparison.Ordinal);
    }
}
