using System.Security.Cryptography;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Wire;
using HiperNet.Testing;

namespace HiperNet.HipStack.Tests.Crypto;

[TestClass]
public sealed class HipCipherTests
{
    private static readonly byte[] Iv = RandomNumberGenerator.GetBytes(16);

    [TestMethod]
    [DataRow(HipCipherId.Aes128Cbc, 8, 16)]
    [DataRow(HipCipherId.Aes128Cbc, 16, 32)]
    [DataRow(HipCipherId.Aes256Cbc, 0, 16)]
    [DataRow(HipCipherId.Aes256Cbc, 120, 128)]
    [DataRow(HipCipherId.Aes256Cbc, 128, 144)]
    public void Text_is_filled_up_as_PKCS_5_says_and_comes_back(HipCipherId cipher, int length, int encrypted)
    {
        byte[] key = RandomNumberGenerator.GetBytes(HipCipher.KeyLength(cipher));
        byte[] text = RandomNumberGenerator.GetBytes(length);
        byte[] data = HipCipher.Encrypt(cipher, key, Iv, text);

        Assert.HasCount(encrypted, data);
        Assert.IsTrue(HipCipher.TryDecrypt(cipher, key, Iv, data, out byte[]? back));
        CollectionAssert.AreEqual(text, back);
        using Aes aes = Aes.Create();
        aes.SetKey(key);
        byte[] padded = aes.DecryptCbc(data, Iv, PaddingMode.None);
        Assert.IsTrue(padded.Skip(length).All(octet => octet == encrypted - length));
    }

    [TestMethod]
    public void Text_without_padding_stays_as_it_is()
    {
        byte[] key = RandomNumberGenerator.GetBytes(16);
        byte[] text = new byte[32];
        foreach (byte last in new byte[] { 0, 1, 7, 8, 9, 16, 17 })
        {
            text[^1] = last;
            using Aes aes = Aes.Create();
            aes.SetKey(key);
            byte[] data = aes.EncryptCbc(text, Iv, PaddingMode.None);
            Assert.IsTrue(HipCipher.TryDecrypt(HipCipherId.Aes128Cbc, key, Iv, data, out byte[]? back));
            CollectionAssert.AreEqual(text, back);
        }
    }

    [TestMethod]
    public void Data_of_another_length_is_refused()
    {
        byte[] key = new byte[16];
        foreach (int length in new[] { 1, 8, 15, 17, 24 })
        {
            Assert.IsFalse(HipCipher.TryDecrypt(HipCipherId.Aes128Cbc, key, Iv, new byte[length], out byte[]? text));
            Assert.IsNull(text);
        }

        Assert.IsFalse(HipCipher.TryDecrypt(HipCipherId.Aes128Cbc, key, Iv.AsSpan(1), new byte[16], out _));
        Assert.IsFalse(HipCipher.TryDecrypt(HipCipherId.Aes128Cbc, key, default, new byte[16], out _));
        Assert.IsFalse(HipCipher.TryDecrypt(HipCipherId.NullEncrypt, default, default, new byte[7], out _));
        Assert.IsTrue(HipCipher.TryDecrypt(HipCipherId.Aes128Cbc, key, Iv, default, out byte[]? empty));
        Assert.IsEmpty(empty);
    }

    [TestMethod]
    public void Our_own_mistakes_are_exceptions()
    {
        Assert.ThrowsExactly<ArgumentException>(
            () => HipCipher.Encrypt(HipCipherId.Aes128Cbc, new byte[32], Iv, new byte[8]));
        Assert.ThrowsExactly<ArgumentException>(
            () => HipCipher.Encrypt(HipCipherId.Aes128Cbc, new byte[16], Iv.AsSpan(1), new byte[8]));
        Assert.ThrowsExactly<ArgumentException>(
            () => HipCipher.Encrypt(HipCipherId.Aes128Cbc, new byte[16], Iv, new byte[9]));
        Assert.ThrowsExactly<ArgumentException>(
            () => HipCipher.TryDecrypt(HipCipherId.Aes128Cbc, new byte[15], Iv, new byte[16], out _));
    }

    [TestMethod]
    public void NULL_ENCRYPT_is_acceptable_only_where_it_is_allowed()
    {
        Assert.IsFalse(HipCipher.IsAcceptable(HipCipherId.NullEncrypt, allowsNull: false));
        Assert.IsTrue(HipCipher.IsAcceptable(HipCipherId.NullEncrypt, allowsNull: true));
        byte[] text = RandomNumberGenerator.GetBytes(24);
        byte[] data = HipCipher.Encrypt(HipCipherId.NullEncrypt, default, default, text);
        Assert.IsTrue(HipCipher.TryDecrypt(HipCipherId.NullEncrypt, default, default, data, out byte[]? back));
        CollectionAssert.AreEqual(text, back);
    }

    [TestMethod]
    public void Ciphers_that_are_not_known_are_refused()
    {
        foreach (int number in new[] { 0, 3, 5, 6, 65_535 })
        {
            HipCipherId cipher = (HipCipherId)number;
            Assert.IsFalse(HipCipher.IsAcceptable(cipher, allowsNull: true));
            Assert.IsFalse(HipCipher.TryDecrypt(cipher, new byte[16], Iv, new byte[16], out _));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => HipCipher.KeyLength(cipher));
        }
    }

    [TestMethod]
    public void No_octets_of_a_peer_make_an_exception()
    {
        FuzzSource source = new(Property.Seed);
        byte[] key = new byte[32];
        byte[] data = HipCipher.Encrypt(HipCipherId.Aes256Cbc, key, Iv, new byte[64]);
        for (int i = 0; i < 2000; i++)
        {
            byte[] mutated = source.Mutate(data);
            bool decrypted = HipCipher.TryDecrypt(HipCipherId.Aes256Cbc, key, Iv, mutated, out byte[]? text);
            Assert.AreEqual(mutated.Length % 16 == 0, decrypted);
            Assert.IsTrue(text is null || text.Length <= mutated.Length);
        }
    }
}
