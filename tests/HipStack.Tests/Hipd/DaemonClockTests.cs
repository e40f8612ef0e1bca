using HiperNet.Hipd;
using HiperNet.Spki.Certs;

namespace HiperNet.HipStack.Tests.Hipd;

[TestClass]
public sealed class DaemonClockTests
{
    private readonly SettableTime time = new();

    [TestMethod]
    public void The_last_second_of_a_certificate_counts_whole()
    {
        DaemonClock clock = new(time);
        SpkiTime last = SpkiTime.From(time.GetUtcNow() + TimeSpan.FromSeconds(10));

        Assert.AreEqual(TimeSpan.FromSeconds(11), clock.At(last));
    }

    [TestMethod]
    public void What_has_ended_ended_now()
    {
        DaemonClock clock = new(time);
        time.Pass(TimeSpan.FromSeconds(5));

        Assert.AreEqual(TimeSpan.FromSeconds(5), clock.At(SpkiTime.From(time.GetUtcNow() - TimeSpan.FromDays(1))));
        Assert.AreEqual(TimeSpan.FromSeconds(5), clock.At(SpkiTime.Always));
    }

    [TestMethod]
    [DataRow("9999-12-31_23:59:59")]
    [DataRow("9999-12-31_23:59:58")]
    public void The_last_seconds_that_can_be_written_are_no_end(string text)
    {
        DaemonClock clock = new(time);
        Assert.IsTrue(SpkiTime.TryParse(System.Text.Encoding.ASCII.GetBytes(text), out SpkiTime last));

        TimeSpan? end = clock.At(last);

        Assert.IsTrue(end is null || clock.ToUtc(end.Value).Year == 9999);
    }

    [TestMethod]
    public void An_instant_without_end_has_a_time_of_day() =>
        Assert.AreEqual(DateTimeOffset.MaxValue, new DaemonClock(time).ToUtc(TimeSpan.MaxValue));

    [TestMethod]
    public void Time_that_passes_is_no_step()
    {
        DaemonClock clock = new(time);
        time.Pass(TimeSpan.FromDays(3));

        Assert.IsFalse(clock.WasSet());
    }

    [TestMethod]
    [DataRow(3600)]
    [DataRow(-3600)]
    public void A_step_of_the_time_of_day_is_seen_once(int seconds)
    {
        DaemonClock clock = new(time);
        time.SetBy(TimeSpan.FromSeconds(seconds));

        Assert.IsTrue(clock.WasSet());
        Assert.IsFalse(clock.WasSet());
    }

    [TestMethod]
    public void Small_corrections_add_up_to_a_step()
    {
        DaemonClock clock = new(time);
        bool wasSet = false;
        for (int i = 0; i < 12; i++)
        {
            time.SetBy(TimeSpan.FromMilliseconds(100));
            wasSet |= clock.WasSet();
        }

        Assert.IsTrue(wasSet);
    }
}
