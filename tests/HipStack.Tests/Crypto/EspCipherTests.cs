using System.Buffers.Binary;
using System.Security.Cryptography;
using HiperNet.HipStack.Crypto;

namespace HiperNet.HipStack.Tests.Crypto;

[TestClass]
public sealed class EspCipherTests
{
    private static readonly byte[] Header = [1, 2, 3, 4, 0, 0, 0, 9];
    private static readonly byte[] ExtendedHeader = [1, 2, 3, 4, 0, 0, 0, 7, 0, 0, 0, 9];

    public static IEnumerable<object[]> Algorithms =>
        Enum.GetValues<EspAlgorithm>().Where(EspAlgorithms.IsSupported).Select(algorithm => new object[] { algorithm });

    [TestMethod]
    [DynamicData(nameof(Algorithms))]
    public void What_one_side_seals_the_other_opens_many_times_and_again_after_a_forgery(EspAlgorithm algorithm)
    {
        (EspCipher seals, EspCipher opens) = Pair(algorithm);
        using (seals)
        using (opens)
        {
            foreach (int length in new[] { 16, 32, 64, 1408, 1408, 16, 9008 })
            {
                foreach (byte[] header in new[] { Header, ExtendedHeader })
                {
                    byte[] plain = RandomNumberGenerator.GetBytes(length);
                    byte[] iv = RandomNumberGenerator.GetBytes(seals.IvLength);
                    byte[] text = [.. plain];
                    byte[] tag = new byte[seals.TagLength];

                    Assert.IsTrue(seals.Seal(iv, header, text, tag));
                    Assert.AreEqual(algorithm == EspAlgorithm.NullHmacSha256, text.AsSpan().SequenceEqual(plain));
                    byte[] forged = [.. text];
                    forged[^1] ^= 0x80;
                    Assert.IsFalse(opens.Open(iv, header, forged, tag));
                    Assert.IsFalse(forged.AsSpan().ContainsAnyExcept((byte)0));
                    Assert.IsTrue(opens.Open(iv, header, text, tag));
                    CollectionAssert.AreEqual(plain, text);
                }
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Algorithms))]
    public void Every_flipped_bit_of_header_IV_text_or_tag_is_refused(EspAlgorithm algorithm)
    {
        (EspCipher seals, EspCipher opens) = Pair(algorithm);
        using (seals)
        using (opens)
        {
            byte[] iv = RandomNumberGenerator.GetBytes(seals.IvLength);
            byte[] text = RandomNumberGenerator.GetBytes(32);
            byte[] tag = new byte[seals.TagLength];
            Assert.IsTrue(seals.Seal(iv, ExtendedHeader, text, tag));
            byte[] packet = [.. ExtendedHeader, .. iv, .. text, .. tag];
            for (int bit = 0; bit < 8 * packet.Length; bit++)
            {
                byte[] forged = [.. packet];
                forged[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.IsFalse(Open(opens, forged, 12), $"bit {bit}");
            }

            Assert.IsTrue(Open(opens, packet, 12));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Algorithms))]
    public void Wrong_lengths_are_refused_and_the_text_is_gone(EspAlgorithm algorithm)
    {
        (EspCipher seals, EspCipher opens) = Pair(algorithm);
        using (seals)
        using (opens)
        {
            byte[] iv = new byte[seals.IvLength];
            byte[] tag = new byte[seals.TagLength];
            byte[] text = new byte[32];
            Assert.IsTrue(seals.Seal(iv, Header, text, tag));

            Assert.IsFalse(seals.Seal([.. iv, 0], Header, text, tag));
            Assert.IsFalse(seals.Seal(iv, Header.AsSpan(1), text, tag));
            Assert.IsFalse(seals.Seal(iv, default, text, tag));
            Assert.IsFalse(seals.Seal(iv, Header, text, tag.AsSpan(1)));
            Assert.IsFalse(seals.Seal(iv, Header, default, tag));
            foreach (int length in new[] { 0, 1, 4, tag.Length - 1, tag.Length + 1 })
            {
                byte[] copy = [.. text];
                Assert.IsFalse(opens.Open(iv, Header, copy, new byte[length]));
                Assert.IsFalse(copy.AsSpan().ContainsAnyExcept((byte)0));
            }

            Assert.IsFalse(opens.Open(iv, Header, default, tag));
            Assert.IsFalse(opens.Open(iv, ExtendedHeader, [.. text], tag));
            if (seals.Alignment == 16)
            {
                Assert.IsFalse(seals.Seal(iv, Header, text.AsSpan(1), tag));
                Assert.IsFalse(opens.Open(iv, Header, text.AsSpan(1), tag));
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Algorithms))]
    public void An_object_for_one_direction_does_not_serve_the_other(EspAlgorithm algorithm)
    {
        (EspCipher seals, EspCipher opens) = Pair(algorithm);
        using (seals)
        using (opens)
        {
            byte[] iv = new byte[seals.IvLength];
            byte[] tag = new byte[seals.TagLength];
            byte[] text = new byte[32];
            Assert.IsFalse(opens.Seal(iv, Header, [.. text], tag));
            Assert.IsTrue(seals.Seal(iv, Header, text, tag));
            Assert.IsFalse(seals.Open(iv, Header, [.. text], tag));
            Assert.IsTrue(opens.Open(iv, Header, text, tag));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Algorithms))]
    public void A_key_of_another_length_is_the_caller_s_mistake(EspAlgorithm algorithm)
    {
        byte[] encryption = new byte[EspAlgorithms.EncryptionKeyLength(algorithm)];
        byte[] authentication = new byte[EspAlgorithms.AuthenticationKeyLength(algorithm)];
        Assert.ThrowsExactly<ArgumentException>(
            () => EspCipher.Create(algorithm, [.. encryption, 0], authentication, seals: true));
        Assert.ThrowsExactly<ArgumentException>(
            () => EspCipher.Create(algorithm, encryption, [.. authentication, 0], seals: true));
    }

    [TestMethod]
    public void Algorithms_that_are_not_supported_are_named_as_such()
    {
        foreach (int number in new[] { 0, 1, 2, 6, 14, 15, 65_535 })
        {
            EspAlgorithm algorithm = (EspAlgorithm)number;
            Assert.IsFalse(EspAlgorithms.IsSupported(algorithm));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(
                () => EspCipher.Create(algorithm, default, default, seals: true));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => EspAlgorithms.AuthenticationKeyLength(algorithm));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => EspAlgorithms.IvLength(algorithm));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => EspAlgorithms.TagLength(algorithm));
        }
    }

    [TestMethod]
    [DataRow(EspAlgorithm.NullHmacSha256)]
    [DataRow(EspAlgorithm.Aes128CbcHmacSha256)]
    [DataRow(EspAlgorithm.Aes256CbcHmacSha256)]
    public void The_high_half_of_a_sequence_number_is_authenticated_behind_the_text(EspAlgorithm algorithm)
    {
        byte[] encryption = RandomNumberGenerator.GetBytes(EspAlgorithms.EncryptionKeyLength(algorithm));
        byte[] authentication = RandomNumberGenerator.GetBytes(32);
        using EspCipher seals = EspCipher.Create(algorithm, encryption, authentication, seals: true);
        byte[] iv = RandomNumberGenerator.GetBytes(seals.IvLength);
        byte[] text = RandomNumberGenerator.GetBytes(48);
        byte[] tag = new byte[16];

        Assert.IsTrue(seals.Seal(iv, ExtendedHeader, text, tag));
        byte[] expected = HMACSHA256.HashData(
            authentication, (byte[])[1, 2, 3, 4, 0, 0, 0, 9, .. iv, .. text, 0, 0, 0, 7]);
        CollectionAssert.AreEqual(expected[..16], tag);
        if (encryption.Length != 0)
        {
            using Aes aes = Aes.Create();
            aes.SetKey(encryption);
            byte[] plain = aes.DecryptCbc(text, iv, PaddingMode.None);
            CollectionAssert.AreEqual(text, aes.EncryptCbc(plain, iv, PaddingMode.None));
        }
    }

    [TestMethod]
    public void GCM_of_16_octets_is_the_framework_s_with_salt_and_IV_as_its_nonce()
    {
        byte[] key = RandomNumberGenerator.GetBytes(20);
        byte[] iv = RandomNumberGenerator.GetBytes(8);
        byte[] plain = RandomNumberGenerator.GetBytes(100);
        byte[] expected = new byte[100];
        byte[] expectedTag = new byte[16];
        using AesGcm aes = new(key.AsSpan(0, 16), 16);
        aes.Encrypt((byte[])[.. key[16..], .. iv], plain, expected, expectedTag, Header);

        foreach (EspAlgorithm algorithm in new[] { EspAlgorithm.AesGcm8, EspAlgorithm.AesGcm16 })
        {
            using EspCipher seals = EspCipher.Create(algorithm, key, default, seals: true);
            byte[] text = [.. plain];
            byte[] tag = new byte[seals.TagLength];
            Assert.IsTrue(seals.Seal(iv, Header, text, tag));
            CollectionAssert.AreEqual(expected, text);
            CollectionAssert.AreEqual(expectedTag[..tag.Length], tag);
        }
    }

    [TestMethod]
    [DataRow(EspAlgorithm.AesCcm8)]
    [DataRow(EspAlgorithm.AesCcm16)]
    public void CCM_is_the_framework_s_with_salt_and_IV_as_its_nonce(EspAlgorithm algorithm)
    {
        byte[] key = RandomNumberGenerator.GetBytes(19);
        byte[] iv = RandomNumberGenerator.GetBytes(8);
        byte[] text = RandomNumberGenerator.GetBytes(100);
        byte[] expected = new byte[100];
        using EspCipher seals = EspCipher.Create(algorithm, key, default, seals: true);
        byte[] tag = new byte[seals.TagLength];
        byte[] expectedTag = new byte[seals.TagLength];
        using AesCcm aes = new(key.AsSpan(0, 16));
        aes.Encrypt((byte[])[.. key[16..], .. iv], text, expected, expectedTag, Header);

        Assert.IsTrue(seals.Seal(iv, Header, text, tag));
        CollectionAssert.AreEqual(expected, text);
        CollectionAssert.AreEqual(expectedTag, tag);
    }

    [TestMethod]
    [DynamicData(nameof(Algorithms))]
    public void Packets_are_sealed_and_opened_without_an_allocation(EspAlgorithm algorithm)
    {
        (EspCipher seals, EspCipher opens) = Pair(algorithm);
        using (seals)
        using (opens)
        {
            byte[] iv = new byte[seals.IvLength];
            byte[] tag = new byte[seals.TagLength];
            byte[] text = new byte[1408];
            RoundTrips(seals, opens, iv, text, tag, 50);
            long before = GC.GetAllocatedBytesForCurrentThread();
            RoundTrips(seals, opens, iv, text, tag, 1000);
            Assert.AreEqual(before, GC.GetAllocatedBytesForCurrentThread());
        }
    }

    private static void RoundTrips(EspCipher seals, EspCipher opens, byte[] iv, byte[] text, byte[] tag, int count)
    {
        for (int i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(text, i);
            bool isGood = seals.Seal(iv, Header, text, tag) && opens.Open(iv, Header, text, tag);
            if (!isGood || BinaryPrimitives.ReadInt32BigEndian(text) != i)
            {
                Assert.Fail($"Packet {i} did not come back.");
            }
        }
    }

    private static bool Open(EspCipher opens, byte[] packet, int headerBytes)
    {
        Span<byte> rest = packet.AsSpan(headerBytes);
        return opens.Open(
            rest[..opens.IvLength],
            packet.AsSpan(0, headerBytes),
            rest[opens.IvLength..^opens.TagLength],
            rest[^opens.TagLength..]);
    }

    private static (EspCipher Seals, EspCipher Opens) Pair(EspAlgorithm algorithm)
    {
        byte[] encryption = RandomNumberGenerator.GetBytes(EspAlgorithms.EncryptionKeyLength(algorithm));
        byte[] authentication = RandomNumberGenerator.GetBytes(EspAlgorithms.AuthenticationKeyLength(algorithm));
        return (
            EspCipher.Create(algorithm, encryption, authentication, seals: true),
            EspCipher.Create(algorithm, encryption, authentication, seals: false));
    }
}
