using System.Security.Cryptography;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Identity;
using HiperNet.Testing;

namespace HiperNet.HipStack.Tests.Crypto;

[TestClass]
public sealed class HostKeyTests
{
    private static readonly byte[] Data = [.. "what a packet says"u8];

    // RFC 8032 section 7.1, test 1.
    private static readonly byte[] Seed =
        Convert.FromHexString("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

    public static IEnumerable<object[]> Types => Enum.GetValues<HostKeyType>().Select(type => new object[] { type });

    [TestMethod]
    [DynamicData(nameof(Types))]
    public void A_signature_is_good_for_its_key_and_data_only(HostKeyType type)
    {
        HostKey key = TestKeys.Of(type);
        using HostKey other = HostKey.Generate(type == HostKeyType.Rsa3072 ? HostKeyType.Rsa2048 : type);
        byte[] signature = key.Sign(Data);

        Assert.IsTrue(HostSignature.Verify(key.Identity, Data, signature));
        Assert.IsFalse(HostSignature.Verify(other.Identity, Data, signature));
        Assert.IsFalse(HostSignature.Verify(key.Identity, Data.AsSpan(1), signature));
        Assert.IsFalse(HostSignature.Verify(key.Identity, default, signature));
        Assert.IsTrue(HostSignature.Verify(key.Identity, default, key.Sign(default)));
        Assert.IsTrue(key.Hit.IsOf(key.Identity));
    }

    [TestMethod]
    [DynamicData(nameof(Types))]
    public void Every_flipped_bit_makes_a_signature_bad(HostKeyType type)
    {
        HostKey key = TestKeys.Of(type);
        byte[] signature = key.Sign(Data);
        Assert.IsTrue(HostVerifier.TryCreate(key.Identity, out HostVerifier? verifier));
        using (verifier)
        {
            for (int bit = 0; bit < 8 * signature.Length; bit += 3)
            {
                signature[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.IsFalse(verifier.Verify(Data, signature), $"bit {bit}");
                signature[bit / 8] ^= (byte)(1 << (bit % 8));
            }

            Assert.IsTrue(verifier.Verify(Data, signature));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Types))]
    public void A_signature_of_another_length_or_of_zeros_is_bad(HostKeyType type)
    {
        HostKey key = TestKeys.Of(type);
        byte[] signature = key.Sign(Data);
        Assert.IsTrue(HostVerifier.TryCreate(key.Identity, out HostVerifier? verifier));
        using (verifier)
        {
            Assert.IsFalse(verifier.Verify(Data, default));
            Assert.IsFalse(verifier.Verify(Data, signature.AsSpan(1)));
            Assert.IsFalse(verifier.Verify(Data, [.. signature, 0]));
            Assert.IsFalse(verifier.Verify(Data, [0, .. signature]));
            Assert.IsFalse(verifier.Verify(Data, new byte[signature.Length]));
            Array.Fill(signature, byte.MaxValue);
            Assert.IsFalse(verifier.Verify(Data, signature));
        }
    }

    [TestMethod]
    [DataRow(HostKeyType.Rsa2048, 5, 256, HitSuite.RsaSha256)]
    [DataRow(HostKeyType.Rsa3072, 5, 384, HitSuite.RsaSha256)]
    [DataRow(HostKeyType.P256, 7, 64, HitSuite.EcdsaSha384)]
    [DataRow(HostKeyType.P384, 7, 96, HitSuite.EcdsaSha384)]
    [DataRow(HostKeyType.Ed25519, 13, 64, HitSuite.EdDsaCShake128)]
    public void A_key_has_its_algorithm_number_its_signature_length_and_its_suite(
        HostKeyType type, int algorithm, int length, HitSuite suite)
    {
        HostKey key = TestKeys.Of(type);
        Assert.AreEqual(algorithm, HostSignature.Algorithm(key.Identity));
        Assert.HasCount(length, key.Sign(Data));
        Assert.AreEqual(suite, key.Hit.Suite);
    }

    [TestMethod]
    [DataRow(HostKeyType.P256)]
    [DataRow(HostKeyType.P384)]
    public void A_point_off_its_curve_is_no_key(HostKeyType type)
    {
        HostKey key = TestKeys.Of(type);
        byte[] encoding = key.Identity.Encoding.ToArray();
        encoding[^1] ^= 1;
        HostIdentity forged = HostIdentity.FromEcdsa((EcdsaCurve)encoding[1], encoding.AsSpan(2));

        Assert.IsFalse(HostVerifier.TryCreate(forged, out _));
        Assert.IsFalse(HostSignature.Verify(forged, Data, key.Sign(Data)));
        encoding.AsSpan(3).Clear();
        forged = HostIdentity.FromEcdsa((EcdsaCurve)encoding[1], encoding.AsSpan(2));
        Assert.IsFalse(HostSignature.Verify(forged, Data, key.Sign(Data)));
    }

    [TestMethod]
    public void An_Ed25519_key_that_is_no_point_or_of_small_order_verifies_nothing_of_ours()
    {
        HostKey key = TestKeys.Of(HostKeyType.Ed25519);
        byte[] signature = key.Sign(Data);
        byte[] point = new byte[32];
        foreach (byte first in new byte[] { 0, 1, 2, 3, 0xFF })
        {
            point[0] = first;
            Assert.IsFalse(HostSignature.Verify(HostIdentity.FromEd25519(point), Data, signature));
        }
    }

    [TestMethod]
    public void RSA_signatures_of_another_padding_or_hash_are_bad()
    {
        using RSA rsa = RSA.Create(2048);
        Assert.IsTrue(HostKey.TryImportPkcs8(rsa.ExportPkcs8PrivateKey(), out HostKey? key));
        using (key)
        {
            Assert.IsTrue(HostSignature.Verify(
                key.Identity, Data, rsa.SignData(Data, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)));
            Assert.IsFalse(HostSignature.Verify(
                key.Identity, Data, rsa.SignData(Data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
            Assert.IsFalse(HostSignature.Verify(
                key.Identity, Data, rsa.SignData(Data, HashAlgorithmName.SHA384, RSASignaturePadding.Pss)));
        }
    }

    [TestMethod]
    public void ECDSA_signatures_in_DER_or_with_another_hash_are_bad()
    {
        using ECDsa ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.IsTrue(HostKey.TryImportPkcs8(ecdsa.ExportPkcs8PrivateKey(), out HostKey? key));
        using (key)
        {
            Assert.IsTrue(HostSignature.Verify(key.Identity, Data, ecdsa.SignData(Data, HashAlgorithmName.SHA384)));
            Assert.IsFalse(HostSignature.Verify(key.Identity, Data, ecdsa.SignData(Data, HashAlgorithmName.SHA256)));
            Assert.IsFalse(HostSignature.Verify(key.Identity, Data, ecdsa.SignData(
                Data, HashAlgorithmName.SHA384, DSASignatureFormat.Rfc3279DerSequence)));
        }
    }

    [TestMethod]
    public void The_Ed25519_key_of_RFC_8032_signs_as_it_says()
    {
        Assert.IsTrue(HostKey.TryImportPkcs8(Ed25519Pkcs8(Seed), out HostKey? key));
        using (key)
        {
            Assert.AreEqual(
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                Convert.ToHexStringLower(key.Identity.Encoding.Span[4..]));
            Assert.AreEqual(
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                    + "d25bf5f0595bbe24655141438e7a100b",
                Convert.ToHexStringLower(key.Sign(default)));
        }
    }

    [TestMethod]
    public void Keys_of_other_kinds_are_not_imported()
    {
        using RSA small = RSA.Create(1024);
        using ECDsa p521 = ECDsa.Create(ECCurve.NamedCurves.nistP521);
        using ECDsa p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ECDsa explicitCurve = ECDsa.Create(p256.ExportExplicitParameters(includePrivateParameters: true));

        Assert.IsFalse(HostKey.TryImportPkcs8(small.ExportPkcs8PrivateKey(), out _));
        Assert.IsFalse(HostKey.TryImportPkcs8(p521.ExportPkcs8PrivateKey(), out _));
        Assert.IsFalse(HostKey.TryImportPkcs8(explicitCurve.ExportPkcs8PrivateKey(), out _));
        Assert.IsFalse(HostKey.TryImportPkcs8(p256.ExportECPrivateKey(), out _));
        Assert.IsFalse(HostKey.TryImportPkcs8(p256.ExportSubjectPublicKeyInfo(), out _));
        Assert.IsFalse(HostKey.TryImportPkcs8([.. p256.ExportPkcs8PrivateKey(), 0], out _));
        Assert.IsFalse(HostKey.TryImportPkcs8(Ed25519Pkcs8(Seed.AsSpan(1)), out _));
        Assert.IsFalse(HostKey.TryImportPkcs8(Ed25519Pkcs8([.. Seed, 0]), out _));
        Assert.IsFalse(HostKey.TryImportPkcs8(default, out _));
    }

    [TestMethod]
    public void Damaged_keys_are_refused_without_an_exception()
    {
        int refused = 0;
        FuzzSource source = new(Property.Seed);
        using ECDsa p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using RSA rsa = RSA.Create(2048);
        foreach (byte[] der in new[] { p256.ExportPkcs8PrivateKey(), rsa.ExportPkcs8PrivateKey(), Ed25519Pkcs8(Seed) })
        {
            for (int i = 0; i < 200; i++)
            {
                // A changed Ed25519 seed is another key; what matters is that nothing escapes.
                if (HostKey.TryImportPkcs8(source.Mutate(der), out HostKey? key))
                {
                    key.Dispose();
                }
                else
                {
                    refused++;
                }
            }
        }

        Assert.IsGreaterThan(200, refused, "hardly anything was damaged");
    }

    [TestMethod]
    public void No_forged_RSA_number_makes_an_exception()
    {
        byte[] modulus = RandomNumberGenerator.GetBytes(256);
        modulus[0] |= 0x80;
        modulus[^1] |= 1;
        foreach (byte[] exponent in new byte[][] { [1], [3], [1, 0, 1], [255, 255, 255, 255] })
        {
            byte[] encoding = [(byte)exponent.Length, .. exponent, .. modulus];
            if (HostIdentity.TryParse(5, encoding, out HostIdentity? identity, out _))
            {
                Assert.IsFalse(HostSignature.Verify(identity, Data, new byte[256]));
                Assert.IsFalse(HostSignature.Verify(identity, Data, modulus));
            }
        }
    }

    private static byte[] Ed25519Pkcs8(ReadOnlySpan<byte> seed) =>
    [
        0x30, (byte)(14 + seed.Length), 2, 1, 0, 0x30, 5, 6, 3, 0x2B, 0x65, 0x70,
        4, (byte)(2 + seed.Length), 4, (byte)seed.Length, .. seed,
    ];
}
