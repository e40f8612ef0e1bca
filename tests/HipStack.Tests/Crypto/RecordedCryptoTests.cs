using System.Buffers.Binary;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Identity;

namespace HiperNet.HipStack.Tests.Crypto;

/// <summary>Exchanges of two independent implementations, recomputed bit by bit.</summary>
[TestClass]
public sealed class RecordedCryptoTests
{
    private const int IcvBytes = 16;
    private const int IvBytes = 16;

    public static IEnumerable<object[]> Recordings => RecordedExchange.Files.Select(file => new object[] { file });

    [TestMethod]
    [DynamicData(nameof(Recordings))]
    public void Every_recorded_key_is_drawn_from_the_secret_at_its_index(string file)
    {
        RecordedExchange exchange = RecordedExchange.Load(file);
        using Keymat keymat = exchange.NewKeymat();

        Assert.HasCount(8, exchange.Keys);
        foreach ((int index, byte[] expected) in exchange.Keys.Reverse())
        {
            byte[] drawn = new byte[expected.Length];
            Assert.IsTrue(keymat.TryDraw(index, drawn));
            CollectionAssert.AreEqual(expected, drawn, $"index {index}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Recordings))]
    public void The_HIP_keys_and_then_the_ESP_keys_are_drawn_in_the_order_of_the_HITs(string file)
    {
        RecordedExchange exchange = RecordedExchange.Load(file);
        using Keymat keymat = exchange.NewKeymat();
        int encryption = EspAlgorithms.EncryptionKeyLength(exchange.Esp);
        int authentication = EspAlgorithms.AuthenticationKeyLength(exchange.Esp);
        foreach ((UInt128 local, UInt128 peer) in Sides(exchange))
        {
            using DrawnKeys hip = keymat.DrawHipKeys(local, peer, exchange.Cipher);
            Assert.IsTrue(keymat.TryDrawKeys(
                hip.NextIndex, local, peer, encryption, authentication, out DrawnKeys? esp));

            AssertKeys(exchange, 0, local > peer, hip);
            AssertKeys(exchange, 4, local > peer, esp);
            Assert.AreEqual(exchange.Keys[4].Index, hip.NextIndex);
            Assert.AreEqual(exchange.Keys[7].Index + exchange.Keys[7].Key.Length, esp.NextIndex);
            esp.Dispose();
        }
    }

    [TestMethod]
    [DynamicData(nameof(Recordings))]
    public void The_solution_in_I2_solves_the_puzzle_of_R1(string file)
    {
        RecordedExchange exchange = RecordedExchange.Load(file);
        int length = RHashes.Length(exchange.Hash);
        byte[] puzzle = exchange.R1.Find(RecordedExchange.Puzzle);
        byte[] i = puzzle.AsSpan(4, length).ToArray();
        int k = puzzle[0];

        Assert.IsGreaterThan(0, k);
        CollectionAssert.AreEqual(exchange.SaltI, i);
        Assert.IsTrue(Puzzle.IsSolved(exchange.Hash, i, exchange.HitI, exchange.HitR, exchange.SaltJ, k));
        Assert.IsFalse(Puzzle.IsSolved(exchange.Hash, i, exchange.HitR, exchange.HitI, exchange.SaltJ, k + 20));
        i[0] ^= 1;
        Assert.IsFalse(Puzzle.IsSolved(exchange.Hash, i, exchange.HitI, exchange.HitR, exchange.SaltJ, k + 20));
    }

    [TestMethod]
    [DynamicData(nameof(Recordings))]
    public void HIP_MAC_is_the_HMAC_over_all_before_it(string file)
    {
        RecordedExchange exchange = RecordedExchange.Load(file);
        int seen = 0;
        foreach (RecordedPacket packet in exchange.Packets.Where(IsMaced))
        {
            byte[] key = MacKey(exchange, packet);
            byte[] covered = packet.CoveredBefore(RecordedExchange.HipMac);
            AssertMac(exchange.Hash, key, covered, packet.Find(RecordedExchange.HipMac));
            seen++;
        }

        // I2, and CLOSE with CLOSE_ACK where they were recorded.
        Assert.IsGreaterThan(0, seen);
    }

    [TestMethod]
    [DynamicData(nameof(Recordings))]
    public void HIP_MAC_2_also_covers_the_HOST_ID_of_R1(string file)
    {
        RecordedExchange exchange = RecordedExchange.Load(file);
        byte[] hostId = exchange.R1.Whole(RecordedExchange.HostId);
        byte[] covered = exchange.R2.CoveredBefore(RecordedExchange.HipMac2, hostId);

        AssertMac(exchange.Hash, MacKey(exchange, exchange.R2), covered, exchange.R2.Find(RecordedExchange.HipMac2));
    }

    [TestMethod]
    [DynamicData(nameof(Recordings))]
    public void Every_recorded_signature_is_good_and_one_flipped_bit_makes_it_bad(string file)
    {
        RecordedExchange exchange = RecordedExchange.Load(file);
        int seen = 0;
        foreach (RecordedPacket packet in exchange.Packets.Where(IsSigned))
        {
            bool isR1 = packet.Has(RecordedExchange.HipSignature2);
            byte[] covered = isR1
                ? packet.CoveredBySignature2()
                : packet.CoveredBefore(RecordedExchange.HipSignature);
            byte[] field = packet.Find(isR1 ? RecordedExchange.HipSignature2 : RecordedExchange.HipSignature);
            HostIdentity identity = exchange.IdentityOf(packet.Sender);
            Assert.IsTrue(HostVerifier.TryCreate(identity, out HostVerifier? verifier));
            using (verifier)
            {
                Assert.AreEqual(verifier.Algorithm, BinaryPrimitives.ReadUInt16BigEndian(field));
                Assert.AreEqual(packet.Sender, verifier.Hit.ToUInt128());
                byte[] signature = field[2..];
                Assert.IsTrue(verifier.Verify(covered, signature), packet.Kind);
                signature[^1] ^= 1;
                Assert.IsFalse(verifier.Verify(covered, signature), packet.Kind);
                signature[^1] ^= 1;
                covered[^1] ^= 1;
                Assert.IsFalse(verifier.Verify(covered, signature), packet.Kind);
            }

            seen++;
        }

        Assert.IsGreaterThanOrEqualTo(3, seen);
    }

    [TestMethod]
    [DynamicData(nameof(Recordings))]
    public void An_encrypted_HOST_ID_has_the_sender_s_HIT_and_encrypts_to_the_recorded_octets(string file)
    {
        RecordedExchange exchange = RecordedExchange.Load(file);
        Assert.IsTrue(Hit.Of(exchange.IdentityOf(exchange.HitI)).ToUInt128() == exchange.HitI);
        if (!exchange.I2.Has(RecordedExchange.Encrypted))
        {
            return;
        }

        byte[] contents = exchange.I2.Find(RecordedExchange.Encrypted);
        using Keymat keymat = exchange.NewKeymat();
        using DrawnKeys keys = keymat.DrawHipKeys(exchange.HitR, exchange.HitI, exchange.Cipher);
        byte[] text = exchange.Decrypt(exchange.I2, keys.IncomingEncryption);
        byte[] again = HipCipher.Encrypt(
            exchange.Cipher, keys.IncomingEncryption, contents.AsSpan(4, IvBytes), text);
        CollectionAssert.AreEqual(contents[(4 + IvBytes)..], again);
    }

    [TestMethod]
    [DynamicData(nameof(Recordings))]
    public void Every_recorded_ESP_packet_opens_and_seals_to_the_same_octets(string file)
    {
        RecordedExchange exchange = RecordedExchange.Load(file);
        int seen = 0;
        foreach (RecordedPacket packet in exchange.EspPackets)
        {
            (byte[] encryption, byte[] authentication) = EspKeys(exchange, packet);
            using EspCipher opens = EspCipher.Create(exchange.Esp, encryption, authentication, seals: false);
            using EspCipher seals = EspCipher.Create(exchange.Esp, encryption, authentication, seals: true);
            byte[] octets = packet.Octets;
            byte[] text = octets[(8 + IvBytes)..^IcvBytes];
            byte[] tag = octets[^IcvBytes..];

            Assert.IsTrue(opens.Open(octets.AsSpan(8, IvBytes), octets.AsSpan(0, 8), text, tag));
            AssertEcho(text);
            byte[] sealedTag = new byte[IcvBytes];
            Assert.IsTrue(seals.Seal(octets.AsSpan(8, IvBytes), octets.AsSpan(0, 8), text, sealedTag));
            CollectionAssert.AreEqual(octets[(8 + IvBytes)..^IcvBytes], text);
            CollectionAssert.AreEqual(tag, sealedTag);
            tag[0] ^= 1;
            Assert.IsFalse(opens.Open(octets.AsSpan(8, IvBytes), octets.AsSpan(0, 8), text, tag));
            Assert.IsTrue(text.All(octet => octet == 0));
            seen++;
        }

        Assert.IsGreaterThan(1, seen);
    }

    [TestMethod]
    [DynamicData(nameof(Recordings))]
    public void Recorded_public_values_are_of_their_group_and_with_one_flipped_bit_are_not(string file)
    {
        RecordedExchange exchange = RecordedExchange.Load(file);
        foreach (RecordedPacket packet in new[] { exchange.R1, exchange.I2 })
        {
            byte[] contents = packet.Find(RecordedExchange.DiffieHellman);
            using DiffieHellman ours = DiffieHellman.Generate((DhGroup)contents[0]);
            byte[] value = contents[3..];
            Assert.HasCount(BinaryPrimitives.ReadUInt16BigEndian(contents.AsSpan(1)), value);
            Assert.IsTrue(ours.TryDerive(value, out byte[]? secret));
            Assert.HasCount(exchange.Secret.Length, secret);
            value[^1] ^= 1;
            Assert.IsFalse(ours.TryDerive(value, out _));
        }
    }

    /// <summary>An ICMPv6 echo, its padding 1, 2, 3..., the pad length and the next header.</summary>
    private static void AssertEcho(byte[] text)
    {
        const int IcmpV6 = 58;
        Assert.AreEqual(IcmpV6, text[^1]);
        Assert.IsTrue(text[0] is 128 or 129);
        int padding = text[^2];
        for (int i = 1; i <= padding; i++)
        {
            Assert.AreEqual(i, text[^(3 + padding - i)]);
        }
    }

    private static void AssertMac(RHash hash, byte[] key, byte[] covered, byte[] mac)
    {
        Assert.IsTrue(RHashes.IsHmac(hash, key, covered, mac));
        Assert.IsFalse(RHashes.IsHmac(hash, key, covered, mac.AsSpan(0, 16)));
        mac[^1] ^= 1;
        Assert.IsFalse(RHashes.IsHmac(hash, key, covered, mac));
    }

    private static bool IsMaced(RecordedPacket packet) => packet.Kind != "ESP" && packet.Has(RecordedExchange.HipMac);

    private static bool IsSigned(RecordedPacket packet) => packet.Kind != "ESP"
        && (packet.Has(RecordedExchange.HipSignature) || packet.Has(RecordedExchange.HipSignature2));

    private static byte[] MacKey(RecordedExchange exchange, RecordedPacket packet)
    {
        using Keymat keymat = exchange.NewKeymat();
        using DrawnKeys keys = keymat.DrawHipKeys(packet.Receiver, packet.Sender, exchange.Cipher);
        return keys.IncomingAuthentication.ToArray();
    }

    private static (byte[] Encryption, byte[] Authentication) EspKeys(RecordedExchange exchange, RecordedPacket packet)
    {
        bool fromInitiator = packet.From == exchange.I2.From;
        UInt128 sender = fromInitiator ? exchange.HitI : exchange.HitR;
        UInt128 receiver = fromInitiator ? exchange.HitR : exchange.HitI;
        using Keymat keymat = exchange.NewKeymat();
        using DrawnKeys hip = keymat.DrawHipKeys(sender, receiver, exchange.Cipher);
        Assert.IsTrue(keymat.TryDrawKeys(
            hip.NextIndex,
            sender,
            receiver,
            EspAlgorithms.EncryptionKeyLength(exchange.Esp),
            EspAlgorithms.AuthenticationKeyLength(exchange.Esp),
            out DrawnKeys? keys));
        using (keys)
        {
            return (keys.OutgoingEncryption.ToArray(), keys.OutgoingAuthentication.ToArray());
        }
    }

    private static (UInt128 Local, UInt128 Peer)[] Sides(RecordedExchange exchange) =>
        [(exchange.HitI, exchange.HitR), (exchange.HitR, exchange.HitI)];

    private static void AssertKeys(RecordedExchange exchange, int first, bool isGreater, DrawnKeys keys)
    {
        int outgoing = isGreater ? first : first + 2;
        int incoming = isGreater ? first + 2 : first;
        CollectionAssert.AreEqual(exchange.Keys[outgoing].Key, keys.OutgoingEncryption.ToArray());
        CollectionAssert.AreEqual(exchange.Keys[outgoing + 1].Key, keys.OutgoingAuthentication.ToArray());
        CollectionAssert.AreEqual(exchange.Keys[incoming].Key, keys.IncomingEncryption.ToArray());
        CollectionAssert.AreEqual(exchange.Keys[incoming + 1].Key, keys.IncomingAuthentication.ToArray());
    }
}
