using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Tests.Keys;

/// <summary>Signatures over messages that are no S-expressions.</summary>
[TestClass]
public sealed class MessageSignatureTests
{
    private static readonly byte[] Message = "\"@method\": POST"u8.ToArray();

    [TestMethod]
    [DataRow(KeyAlgorithm.P256)]
    [DataRow(KeyAlgorithm.P384)]
    [DataRow(KeyAlgorithm.Ed25519)]
    [DataRow(KeyAlgorithm.Rsa2048)]
    public void A_signature_is_over_this_message_by_this_key_in_its_full_length(KeyAlgorithm algorithm)
    {
        using PrivateKey key = PrivateKey.Generate(algorithm);
        using PrivateKey other = PrivateKey.Generate(algorithm);
        byte[] signature = key.SignMessage(Message);

        Assert.IsTrue(key.Public.VerifyMessage(Message, signature));
        Assert.IsFalse(other.Public.VerifyMessage(Message, signature));
        Assert.IsFalse(key.Public.VerifyMessage([.. Message, 0], signature));
        Assert.IsFalse(key.Public.VerifyMessage(Message, []));
        Assert.IsFalse(key.Public.VerifyMessage(Message, [.. signature, 0]));
        Assert.IsFalse(key.Public.VerifyMessage(Message, signature.AsSpan(1)));
        Assert.IsFalse(key.Public.VerifyMessage(Message, new byte[signature.Length]));
        Assert.IsFalse(key.Public.VerifyMessage(Message, [.. Enumerable.Repeat((byte)0xFF, signature.Length)]));
        for (int at = 0; at < signature.Length; at += 7)
        {
            byte[] changed = [.. signature];
            changed[at] ^= 1;
            Assert.IsFalse(key.Public.VerifyMessage(Message, changed), $"octet {at}");
        }
    }

    [TestMethod]
    [DataRow(KeyAlgorithm.P256)]
    [DataRow(KeyAlgorithm.P384)]
    [DataRow(KeyAlgorithm.Ed25519)]
    [DataRow(KeyAlgorithm.Rsa2048)]
    public void What_could_be_an_object_is_neither_signed_nor_verified_as_a_message(KeyAlgorithm algorithm)
    {
        using PrivateKey key = PrivateKey.Generate(algorithm);
        byte[] certificate = "(4:cert)"u8.ToArray();

        Assert.ThrowsExactly<ArgumentException>(() => key.SignMessage(certificate));
        Assert.ThrowsExactly<ArgumentException>(() => key.SignMessage([]));
        Assert.IsFalse(key.Public.VerifyMessage(certificate, key.SignMessage(Message)));
        Assert.IsFalse(key.Public.VerifyMessage([], key.SignMessage(Message)));
    }

    [TestMethod]
    public void An_Ed25519_signature_over_a_digest_is_none_over_a_message()
    {
        using PrivateKey key = PrivateKey.Generate(KeyAlgorithm.Ed25519);
        byte[] digest = SHA256.HashData(Message);
        SexpList body = (SexpList)key.SignDigest(digest)[1];
        byte[] raw = [.. Octets(body, 1), .. Octets(body, 2)];
        byte[] signed = [.. "(4:hash6:sha25632:"u8, .. digest, (byte)')'];

        Assert.IsFalse(key.Public.VerifyMessage(signed, raw), "it is what was signed, and no message");
        Assert.IsFalse(key.Public.VerifyMessage(Message, raw));
    }

    [TestMethod]
    [DataRow(KeyAlgorithm.P256)]
    [DataRow(KeyAlgorithm.P384)]
    public void Others_understand_and_make_signatures_on_curves_with_an_s_of_any_height(KeyAlgorithm algorithm)
    {
        using PrivateKey key = PrivateKey.Generate(algorithm);
        using ECDsa other = ECDsa.Create();
        other.ImportSubjectPublicKeyInfo(key.Public.ToSubjectPublicKeyInfo(), out _);
        HashAlgorithmName hash =
            algorithm == KeyAlgorithm.P256 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA384;
        byte[] signature = key.SignMessage(Message);
        byte[] high = [.. signature];
        ReadOnlySpan<byte> order = EcdsaOrder.Of(algorithm);
        BigInteger s = new BigInteger(order, isUnsigned: true, isBigEndian: true)
            - new BigInteger(signature.AsSpan(order.Length), isUnsigned: true, isBigEndian: true);
        byte[] octets = s.ToByteArray(isUnsigned: true, isBigEndian: true);
        high.AsSpan(order.Length).Clear();
        octets.CopyTo(high.AsSpan(high.Length - octets.Length));

        Assert.IsTrue(other.VerifyData(Message, signature, hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        Assert.IsTrue(key.Public.VerifyMessage(Message, high));
    }

    [TestMethod]
    public void A_scalar_of_zero_or_of_the_order_is_refused()
    {
        using PrivateKey key = PrivateKey.Generate(KeyAlgorithm.P256);
        byte[] good = key.SignMessage(Message);
        byte[] order = EcdsaOrder.Of(KeyAlgorithm.P256).ToArray();
        byte[] zero = new byte[order.Length];

        foreach (byte[] wrong in (byte[][])[zero, order])
        {
            Assert.IsFalse(key.Public.VerifyMessage(Message, [.. wrong, .. good[32..]]));
            Assert.IsFalse(key.Public.VerifyMessage(Message, [.. good[..32], .. wrong]));
        }
    }

    [TestMethod]
    public void Others_understand_signatures_of_RSA()
    {
        using PrivateKey key = PrivateKey.Generate(KeyAlgorithm.Rsa2048);
        using RSA other = RSA.Create();
        other.ImportSubjectPublicKeyInfo(key.Public.ToSubjectPublicKeyInfo(), out _);

        Assert.IsTrue(other.VerifyData(
            Message, key.SignMessage(Message), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    /// <summary>RFC 8032 section 7.1, test 2.</summary>
    [TestMethod]
    public void A_message_is_signed_as_RFC_8032_does()
    {
        Assert.IsTrue(Pkcs8.TryImportPublic(
            Pem("302a300506032b65700321003d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"),
            out PublicKey? key,
            out _));
        byte[] signature = Convert.FromHexString(
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");

        Assert.IsTrue(key.VerifyMessage([0x72], signature));
    }

    private static string Pem(string hex) => new StringBuilder("-----BEGIN PUBLIC KEY-----\n")
        .Append(Convert.ToBase64String(Convert.FromHexString(hex))).Append("\n-----END PUBLIC KEY-----\n").ToString();

    private static byte[] Octets(SexpList body, int at) =>
        ((SexpAtom)((SexpList)body[at])[1]).Octets.ToArray();
}
