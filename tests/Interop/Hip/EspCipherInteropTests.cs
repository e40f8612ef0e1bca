using System.Security.Cryptography;
using HiperNet.HipStack.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace HiperNet.Interop.Tests.Hip;

/// <summary>An independent implementation makes the same packets of ESP.</summary>
[TestClass]
public sealed class EspCipherInteropTests
{
    private static readonly byte[] Header = [1, 2, 3, 4, 0, 0, 0, 1, 0, 0, 0, 9];

    [TestMethod]
    [DataRow(EspAlgorithm.AesCcm8, 8)]
    [DataRow(EspAlgorithm.AesCcm16, 16)]
    [DataRow(EspAlgorithm.AesGcm8, 8)]
    [DataRow(EspAlgorithm.AesGcm16, 16)]
    public void AEAD_packets_are_the_same(EspAlgorithm algorithm, int tagBytes)
    {
        byte[] key = RandomNumberGenerator.GetBytes(EspAlgorithms.EncryptionKeyLength(algorithm));
        using EspCipher seals = EspCipher.Create(algorithm, key, default, seals: true);
        using EspCipher opens = EspCipher.Create(algorithm, key, default, seals: false);
        foreach (int length in new[] { 2, 16, 17, 64, 1400 })
        {
            byte[] iv = RandomNumberGenerator.GetBytes(8);
            byte[] plain = RandomNumberGenerator.GetBytes(length);
            byte[] nonce = [.. key[16..], .. iv];

            // For tags of 8 octets this version of GCM knows no length; the tag is the start of the long one.
            bool isGcm = algorithm is EspAlgorithm.AesGcm8 or EspAlgorithm.AesGcm16;
            int theirTag = isGcm ? 16 : tagBytes;
            IAeadBlockCipher cipher = isGcm ? new GcmBlockCipher(new AesEngine()) : new CcmBlockCipher(new AesEngine());
            cipher.Init(true, new AeadParameters(new KeyParameter(key[..16]), 8 * theirTag, nonce, Header));
            byte[] expected = new byte[cipher.GetOutputSize(length)];
            int written = cipher.ProcessBytes(plain, 0, length, expected, 0);
            cipher.DoFinal(expected, written);

            byte[] text = [.. plain];
            byte[] tag = new byte[tagBytes];
            Assert.IsTrue(seals.Seal(iv, Header, text, tag));
            CollectionAssert.AreEqual(expected[..length], text);
            CollectionAssert.AreEqual(expected[length..(length + tagBytes)], tag);
            Assert.IsTrue(opens.Open(iv, Header, text, tag));
            CollectionAssert.AreEqual(plain, text);
        }
    }

    [TestMethod]
    [DataRow(EspAlgorithm.NullHmacSha256)]
    [DataRow(EspAlgorithm.Aes128CbcHmacSha256)]
    [DataRow(EspAlgorithm.Aes256CbcHmacSha256)]
    public void CBC_and_HMAC_packets_are_the_same(EspAlgorithm algorithm)
    {
        byte[] key = RandomNumberGenerator.GetBytes(EspAlgorithms.EncryptionKeyLength(algorithm));
        byte[] macKey = RandomNumberGenerator.GetBytes(32);
        using EspCipher seals = EspCipher.Create(algorithm, key, macKey, seals: true);
        foreach (int length in new[] { 16, 64, 1408 })
        {
            byte[] iv = RandomNumberGenerator.GetBytes(seals.IvLength);
            byte[] text = RandomNumberGenerator.GetBytes(length);
            byte[] expected = key.Length == 0 ? [.. text] : Cbc(key, iv, text);
            HMac mac = new(new Sha256Digest());
            mac.Init(new KeyParameter(macKey));
            byte[] covered = [.. Header[..4], .. Header[8..], .. iv, .. expected, .. Header[4..8]];
            mac.BlockUpdate(covered, 0, covered.Length);
            byte[] expectedTag = new byte[32];
            mac.DoFinal(expectedTag, 0);

            byte[] tag = new byte[16];
            Assert.IsTrue(seals.Seal(iv, Header, text, tag));
            CollectionAssert.AreEqual(expected, text);
            CollectionAssert.AreEqual(expectedTag[..16], tag);
        }
    }

    private static byte[] Cbc(byte[] key, byte[] iv, byte[] text)
    {
        CbcBlockCipher cipher = new(new AesEngine());
        cipher.Init(true, new ParametersWithIV(new KeyParameter(key), iv));
        byte[] output = new byte[text.Length];
        for (int at = 0; at < text.Length; at += 16)
        {
            cipher.ProcessBlock(text, at, output, at);
        }

        return output;
    }
}
