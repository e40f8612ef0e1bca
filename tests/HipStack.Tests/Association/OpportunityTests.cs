using System.Net;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Tests.Association;

/// <summary>Opportunistic exchanges that we begin (RFC 7401 section 4.1.8).</summary>
[TestClass]
public sealed class OpportunityTests : IDisposable
{
    private static readonly EngineOptions On = new() { AllowOpportunistic = true };

    private readonly HostKey leftKey = HostKey.Generate(HostKeyType.P256);
    private readonly HostKey rightKey = HostKey.Generate(HostKeyType.Ed25519);
    private readonly SimHost left;
    private readonly SimHost right;
    private readonly SimPair pair;

    public OpportunityTests()
    {
        left = new SimHost("10.0.0.1", leftKey, On);
        right = new SimHost("10.0.0.2", rightKey, On);
        pair = new SimPair(left, right);
    }

    public void Dispose()
    {
        left.Dispose();
        right.Dispose();
        leftKey.Dispose();
        rightKey.Dispose();
    }

    [TestMethod]
    public void Whoever_proves_a_key_at_the_address_is_the_peer()
    {
        Assert.IsTrue(pair.Meet());
        pair.Run(TimeSpan.FromSeconds(1));

        Assert.IsTrue(left.ViewOf(right)!.IsOpen, pair.Trace);
        Assert.IsTrue(right.ViewOf(left)!.IsOpen);
        Assert.HasCount(1, left.Engine.View(), "Nothing is left of the attempt.");
        pair.AssertSameKeys();
    }

    [TestMethod]
    public void It_is_off_unless_it_is_switched_on()
    {
        using SimHost usual = new("10.0.0.3", leftKey);

        Assert.IsFalse(new SimPair(usual, right).Meet());
        Assert.IsEmpty(usual.Engine.View());
    }

    [TestMethod]
    public void A_peer_that_has_it_off_does_not_answer()
    {
        using SimHost usual = new("10.0.0.2", rightKey);
        SimPair other = new(left, usual);

        Assert.IsTrue(other.Meet());
        other.Run(TimeSpan.FromMinutes(2));

        Assert.IsEmpty(left.Engine.View());
        Assert.AreEqual(EndReason.NoAnswer, left.Effects.OfType<AssociationDown>().Last().Reason);
    }

    [TestMethod]
    public void The_verdict_decides_on_it_as_on_everybody()
    {
        left.Policy = _ => Verdict.Refused("a stranger");
        pair.Meet();
        pair.Run(TimeSpan.FromSeconds(1));

        Assert.IsFalse(left.ViewOf(right) is { IsOpen: true });
        Assert.IsEmpty(left.Effects.OfType<AssociationUp>());
    }

    [TestMethod]
    public void An_R1_from_another_address_is_not_the_answer()
    {
        byte[] r1 = AnswerTo(Ask(), "10.0.0.66");

        Assert.AreEqual(ControlDrop.WrongState, left.Engine.Receive(pair.Now, PathFrom("10.0.0.66"), r1));
        Finish();
    }

    [TestMethod]
    public void An_R1_that_its_key_has_not_signed_ends_nothing()
    {
        byte[] r1 = AnswerTo(Ask(), "10.0.0.2");
        r1[^10] ^= 1;
        HipChecksum.Set(r1, right.Address, left.Address);

        Assert.AreEqual(ControlDrop.WrongSignature, left.Engine.Receive(pair.Now, PathFrom("10.0.0.2"), r1));
        Finish();
    }

    [TestMethod]
    public void An_R1_that_nobody_asked_for_is_dropped()
    {
        byte[] i1 = Ask();
        left.Engine.Close(pair.Now, new AssociationKey(left.Hit, default), EndReason.LocalClose);

        Assert.AreEqual(
            ControlDrop.WrongState,
            left.Engine.Receive(pair.Now, PathFrom("10.0.0.2"), AnswerTo(i1, "10.0.0.2")));
        Assert.IsEmpty(left.Effects.OfType<AssociationUp>());
    }

    private static HipStack.Association.Path PathFrom(string remote) => new(
        Encapsulation.Raw, new IPEndPoint(IPAddress.Parse("10.0.0.1"), 0), new IPEndPoint(IPAddress.Parse(remote), 0));

    /// <summary>Begins, and takes the I1 from the wire.</summary>
    private byte[] Ask()
    {
        left.Engine.Connect(pair.Now, new ConnectRequest(left.Hit, default, [PathFrom("10.0.0.2")], []));
        left.Drain(pair.Now);
        byte[] i1 = left.Sent.Single().Octets.ToArray();
        left.Sent.Clear();
        return i1;
    }

    /// <summary>What the peer answers from an address.</summary>
    private byte[] AnswerTo(byte[] i1, string from)
    {
        IPAddress address = IPAddress.Parse(from);
        right.Engine.Receive(
            pair.Now,
            new HipStack.Association.Path(
                Encapsulation.Raw, new IPEndPoint(right.Address, 0), new IPEndPoint(left.Address, 0)),
            i1);
        right.Drain(pair.Now);
        byte[] r1 = right.Sent.Single().Octets.ToArray();
        right.Sent.Clear();
        HipChecksum.Set(r1, address, left.Address);
        return r1;
    }

    /// <summary>The attempt goes on, and succeeds.</summary>
    private void Finish()
    {
        pair.Run(TimeSpan.FromSeconds(3));
        Assert.IsTrue(left.ViewOf(right) is { IsOpen: true }, pair.Trace);
    }
}
