using System.Security.Cryptography;
using HiperNet.HipStack.Identity;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Tests.Wire;

/// <summary>What two independent implementations sent, packet by packet.</summary>
[TestClass]
public sealed class RecordedPacketTests
{
    private const int PacketsOfAnExchange = 6;

    public static IEnumerable<object[]> Packets => RecordedPacket.All.Select(packet => new object[] { packet });

    [TestMethod]
    public void All_recorded_packets_are_there() => Assert.HasCount(4 * PacketsOfAnExchange, RecordedPacket.All);

    [TestMethod]
    [DynamicData(nameof(Packets))]
    public void A_recorded_packet_parses_and_its_checksum_is_right(object recorded)
    {
        RecordedPacket packet = (RecordedPacket)recorded;
        string name = packet.Name[(packet.Name.LastIndexOf(' ') + 1)..].Replace("_", "", StringComparison.Ordinal);

        Assert.AreEqual(name, packet.Parsed.Type.ToString().ToUpperInvariant());
        Assert.IsNull(packet.Parsed.UnknownCritical);
        CollectionAssert.AreEqual(packet.Octets, packet.Parsed.Octets.ToArray());
        Assert.IsTrue(HipChecksum.IsValid(packet.Octets, packet.Source, packet.Destination));
        byte[] again = [.. packet.Octets];
        HipChecksum.Set(again, packet.Source, packet.Destination);
        CollectionAssert.AreEqual(packet.Octets, again);
    }

    [TestMethod]
    [DynamicData(nameof(Packets))]
    public void Every_recorded_parameter_writes_back_to_its_octets(object recorded)
    {
        RecordedPacket packet = (RecordedPacket)recorded;
        PacketBuilder builder = new(
            packet.Parsed.Type, packet.Parsed.Controls, packet.Parsed.Sender, packet.Parsed.Receiver);
        foreach (HipParameter parameter in packet.Parsed.Parameters)
        {
            IHipParameter? read = ParameterKinds.Get(parameter.Type).Read(parameter.Contents);

            Assert.IsNotNull(read, parameter.Type.ToString());
            CollectionAssert.AreEqual(parameter.Contents.ToArray(), ParameterKind.Contents(read));
            builder.Add(read);
        }

        byte[] built = builder.ToArray();
        HipChecksum.Set(built, packet.Source, packet.Destination);
        CollectionAssert.AreEqual(packet.Octets, built);
    }

    [TestMethod]
    public void What_MACs_cover_is_what_two_implementations_computed_them_over()
    {
        int verified = 0;
        foreach ((IReadOnlyList<RecordedPacket> packets, byte[][] keys) in RecordedPacket.Exchanges())
        {
            HipPacket r1 = packets[1].Parsed;
            Assert.IsTrue(r1.TryFind(ParameterType.HostId, out HipParameter hostId));
            Assert.IsTrue(Hit.TryCreate(r1.Sender, out Hit responder));
            foreach (HipPacket packet in packets.Select(packet => packet.Parsed))
            {
                byte[] key = keys[packet.Sender > packet.Receiver ? 1 : 3];
                if (packet.TryRead(out HipMacParameter? mac))
                {
                    Assert.IsTrue(packet.TryFind(ParameterType.HipMac, out HipParameter found));
                    CollectionAssert.AreEqual(
                        Hmac(responder.Suite, key, packet.CoveredBefore(found)), mac.Octets.ToArray());
                    verified++;
                }

                if (packet.TryRead(out HipMac2Parameter? mac2))
                {
                    Assert.IsTrue(packet.TryFind(ParameterType.HipMac2, out HipParameter found));
                    byte[] covered = packet.CoveredByMac2(found, hostId.Octets.Span);
                    CollectionAssert.AreEqual(Hmac(responder.Suite, key, covered), mac2.Octets.ToArray());
                    verified++;
                }
            }
        }

        Assert.AreEqual(4 * 4, verified);
    }

    [TestMethod]
    public void What_signatures_of_RSA_hosts_cover_is_what_they_signed()
    {
        int verified = 0;
        foreach ((IReadOnlyList<RecordedPacket> packets, _) in RecordedPacket.Exchanges())
        {
            HipPacket r1 = packets[1].Parsed;
            Assert.IsTrue(r1.TryRead(out HostIdParameter? hostId));
            if (hostId.Algorithm != (ushort)HostIdentityAlgorithm.Rsa)
            {
                continue;
            }

            Assert.IsTrue(r1.TryFind(ParameterType.HipSignature2, out HipParameter second));
            Assert.IsTrue(r1.TryRead(out HipSignature2Parameter? signature2));
            Assert.IsTrue(Verify(hostId, r1.CoveredBySignature2(second), signature2));
            Assert.IsFalse(Verify(hostId, r1.CoveredBefore(second), signature2));

            HipPacket r2 = packets[3].Parsed;
            Assert.IsTrue(r2.TryFind(ParameterType.HipSignature, out HipParameter first));
            Assert.IsTrue(r2.TryRead(out HipSignatureParameter? signature));
            Assert.IsTrue(Verify(hostId, r2.CoveredBefore(first), signature));
            verified++;
        }

        Assert.AreEqual(2, verified);
    }

    private static byte[] Hmac(HitSuite suite, byte[] key, byte[] covered) =>
        suite == HitSuite.EcdsaSha384 ? HMACSHA384.HashData(key, covered) : HMACSHA256.HashData(key, covered);

    private static bool Verify(HostIdParameter hostId, byte[] covered, SignatureOctetsParameter signature)
    {
        ReadOnlySpan<byte> key = hostId.HostIdentity.Span;
        using RSA rsa = RSA.Create(new RSAParameters
        {
            Exponent = key.Slice(1, key[0]).ToArray(),
            Modulus = key[(1 + key[0])..].ToArray(),
        });
        return rsa.VerifyData(
            covered, signature.Signature.Span, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
    }
}
