using HiperNet.HipStack.Identity;

namespace HiperNet.HipStack.Tests.Identity;

/// <summary>What two independent implementations sent: their HITs must be ours.</summary>
[TestClass]
public sealed class RecordedIdentityTests
{
    public static IEnumerable<object[]> Recordings => Recording.Files.Select(file => new object[] { file });

    [TestMethod]
    public void All_four_recordings_are_there() => Assert.HasCount(4, Recording.Files);

    [TestMethod]
    [DynamicData(nameof(Recordings))]
    public void The_HIT_of_every_recorded_HOST_ID_is_the_sender_s(string file)
    {
        RecordedHost[] hosts = [.. Recording.Hosts(file)];

        Assert.HasCount(2, hosts);
        foreach (RecordedHost host in hosts)
        {
            Assert.IsTrue(Hit.TryRead(host.Hit, out Hit sent), host.Source);
            Assert.IsTrue(
                HostIdentity.TryParse(host.Algorithm, host.HostIdentity, out HostIdentity? identity, out var fault),
                $"{host.Source}: {fault}");
            Assert.AreEqual(sent, Hit.Of(identity), host.Source);
            Assert.AreEqual(identity.Suite, sent.Suite, host.Source);
            Assert.IsTrue(sent.IsOf(identity), host.Source);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Recordings))]
    public void One_flipped_bit_of_a_recorded_identity_changes_its_HIT(string file)
    {
        foreach (RecordedHost host in Recording.Hosts(file))
        {
            byte[] octets = [.. host.HostIdentity];
            octets[^2] ^= 1;

            Assert.IsTrue(HostIdentity.TryParse(host.Algorithm, octets, out HostIdentity? identity, out _));
            Assert.IsTrue(Hit.TryRead(host.Hit, out Hit sent));
            Assert.IsFalse(sent.IsOf(identity), host.Source);
        }
    }

    [TestMethod]
    public void An_identity_built_from_its_numbers_is_the_one_recorded()
    {
        foreach (RecordedHost host in Recording.Files.SelectMany(Recording.Hosts))
        {
            byte[] octets = host.HostIdentity;
            HostIdentity built = (HostIdentityAlgorithm)host.Algorithm == HostIdentityAlgorithm.Rsa
                ? HostIdentity.FromRsa([0, .. octets[4..]], [0, .. octets[1..4]])
                : HostIdentity.FromEcdsa((EcdsaCurve)octets[1], octets.AsSpan(2));

            CollectionAssert.AreEqual(octets, built.Encoding.ToArray(), host.Source);
        }
    }
}
