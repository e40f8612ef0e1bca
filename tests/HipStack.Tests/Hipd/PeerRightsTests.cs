using HiperNet.Hipd.Policy;

namespace HiperNet.HipStack.Tests.Hipd;

[TestClass]
public sealed class PeerRightsTests
{
    private TimeSpan now;
    private int decisions;

    [TestMethod]
    public void A_service_is_decided_once()
    {
        PeerRights rights = Rights(_ => TimeSpan.MaxValue);

        Assert.IsTrue(rights.Allows(6, 22) && rights.Allows(6, 22));
        Assert.AreEqual(1, decisions);
    }

    [TestMethod]
    public void A_service_is_decided_anew_when_its_right_ends()
    {
        PeerRights rights = Rights(_ => now == TimeSpan.Zero ? TimeSpan.FromSeconds(10) : null);
        Assert.IsTrue(rights.Allows(6, 22));

        now = TimeSpan.FromSeconds(10);

        Assert.IsFalse(rights.Allows(6, 22));
    }

    [TestMethod]
    public void A_refusal_is_remembered_for_a_while_only()
    {
        bool isGranted = false;
        PeerRights rights = Rights(_ => isGranted ? TimeSpan.MaxValue : null);
        Assert.IsFalse(rights.Allows(6, 22));
        isGranted = true;

        Assert.IsFalse(rights.Allows(6, 22));
        now = PeerRights.RefusalTime;
        Assert.IsTrue(rights.Allows(6, 22));
    }

    [TestMethod]
    public void A_port_of_one_protocol_says_nothing_about_another()
    {
        PeerRights rights = Rights(port => port == 22 ? TimeSpan.MaxValue : null);
        Assert.IsTrue(rights.Allows(6, 22));
        rights.Allows(17, 22);

        Assert.AreEqual(2, decisions);
    }

    [TestMethod]
    public void A_peer_that_tries_every_port_gets_few_decisions_a_second()
    {
        PeerRights rights = Rights(_ => TimeSpan.MaxValue);
        for (int port = 0; port <= ushort.MaxValue; port++)
        {
            rights.Allows(6, (ushort)port);
        }

        Assert.AreEqual(PeerRights.MaxDecisions, decisions);
        Assert.IsFalse(rights.Allows(6, ushort.MaxValue));
        Assert.IsTrue(rights.Allows(6, 0), "What is remembered goes on.");
        now = TimeSpan.FromSeconds(1);
        Assert.IsTrue(rights.Allows(6, ushort.MaxValue));
    }

    [TestMethod]
    public void No_two_decisions_run_at_once()
    {
        int inside = 0;
        bool overlapped = false;
        PeerRights rights = new(
            TimeSpan.MaxValue,
            (_, _) =>
            {
                overlapped |= Interlocked.Increment(ref inside) != 1;
                Thread.SpinWait(2000);
                Interlocked.Decrement(ref inside);
                return TimeSpan.MaxValue;
            },
            () => TimeSpan.Zero);

        Parallel.For(0, 90, port => rights.Allows(6, (ushort)port));

        Assert.IsFalse(overlapped);
    }

    private PeerRights Rights(Func<ushort, TimeSpan?> decide) => new(
        TimeSpan.MaxValue,
        (_, port) =>
        {
            decisions++;
            return decide(port);
        },
        () => now);
}
