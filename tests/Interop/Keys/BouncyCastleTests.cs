using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using Org.BouncyCastle.Asn1.Sec;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;

namespace HiperNet.Interop.Tests.Keys;

/// <summary>An independent implementation of every algorithm: it verifies ours, and we verify its.</summary>
[TestClass]
public sealed class BouncyCastleTests
{
    private static readonly SecureRandom Random = new();

    [TestMethod]
    [DataRow(KeyAlgorithm.P256)]
    [DataRow(KeyAlgorithm.P384)]
    public void Our_ECDSA_signatures_verify_there(KeyAlgorithm algorithm)
    {
        using PrivateKey key = PrivateKey.Generate(algorithm);
        ECDomainParameters domain = Domain(algorithm);
        ECDsaSigner verifier = new();
        verifier.Init(
            false, new ECPublicKeyParameters(domain.Curve.DecodePoint(key.Public.Material.ToArray()), domain));
        for (int i = 0; i < 20; i++)
        {
            SexpList signature = key.SignDigest(Sample.Digest(key.Public));
            BigInteger r = new(1, Sample.Value(signature, 1));
            BigInteger s = new(1, Sample.Value(signature, 2));

            Assert.IsTrue(verifier.VerifySignature(Sample.Digest(key.Public), r, s));
            Assert.IsLessThanOrEqualTo(0, s.CompareTo(domain.N.ShiftRight(1)));

            // The twin is good there: this is the malleability that the low s takes away.
            BigInteger twin = domain.N.Subtract(s);
            Assert.IsTrue(verifier.VerifySignature(Sample.Digest(key.Public), r, twin));
            Assert.IsFalse(key.Public.VerifyDigest(Sample.Digest(key.Public), Ecdsa(r, twin), out KeyFault fault));
            Assert.AreEqual(KeyFault.HighS, fault);
        }
    }

    [TestMethod]
    [DataRow(KeyAlgorithm.P256, "NIST P-256")]
    [DataRow(KeyAlgorithm.P384, "NIST P-384")]
    public void Their_ECDSA_signatures_verify_here(KeyAlgorithm algorithm, string curve)
    {
        ECDomainParameters domain = Domain(algorithm);
        ECKeyPairGenerator generator = new();
        generator.Init(new ECKeyGenerationParameters(domain, Random));
        AsymmetricCipherKeyPair pair = generator.GenerateKeyPair();
        PublicKey key = Sample.Ecc(curve, ((ECPublicKeyParameters)pair.Public).Q.GetEncoded(compressed: false));
        ECDsaSigner signer = new();
        signer.Init(true, new ParametersWithRandom(pair.Private, Random));
        int high = 0;
        for (int i = 0; i < 40; i++)
        {
            BigInteger[] numbers = signer.GenerateSignature(Sample.Digest(key));
            SexpList foreign = Ecdsa(numbers[0], numbers[1]);
            bool isHigh = numbers[1].CompareTo(domain.N.ShiftRight(1)) > 0;
            high += isHigh ? 1 : 0;

            Assert.AreEqual(!isHigh, key.VerifyDigest(Sample.Digest(key), foreign, out KeyFault fault));
            Assert.AreEqual(isHigh ? KeyFault.HighS : KeyFault.None, fault);
            Assert.IsTrue(LibgcryptForms.TryReadSignature(foreign, algorithm, out SexpList? ours, out _));
            Assert.IsTrue(key.VerifyDigest(Sample.Digest(key), ours, out _));
        }

        // Half of them are; 40 of one kind in a row would be one chance in 2^39.
        Assert.IsTrue(high is > 0 and < 40);
    }

    [TestMethod]
    [DataRow(KeyAlgorithm.Rsa2048)]
    [DataRow(KeyAlgorithm.Rsa3072)]
    public void Our_RSA_signatures_verify_there_and_theirs_here(KeyAlgorithm algorithm)
    {
        using PrivateKey key = PrivateKey.Generate(algorithm);
        SexpList form = key.ToSexp();
        BigInteger n = new(1, Sample.Value(form, 1));
        BigInteger d = new(1, Sample.Value(form, 3));
        BigInteger e = BigInteger.ValueOf(65537);

        RsaDigestSigner verifier = new(new Sha256Digest());
        verifier.Init(false, new RsaKeyParameters(false, n, e));
        verifier.BlockUpdate(Sample.Message, 0, Sample.Message.Length);
        Assert.IsTrue(verifier.VerifySignature(Sample.Value(key.SignDigest(Sample.Digest(key.Public)), 1)));

        RsaDigestSigner signer = new(new Sha256Digest());
        signer.Init(true, new RsaKeyParameters(true, n, d));
        signer.BlockUpdate(Sample.Message, 0, Sample.Message.Length);
        SexpList theirs = Sample.SigVal("rsa", Sample.Pair("s", signer.GenerateSignature()));
        Assert.IsTrue(key.Public.VerifyDigest(Sample.Digest(key.Public), theirs, out _));
    }

    [TestMethod]
    [DataRow("SHA-1")]
    [DataRow("MD5")]
    [DataRow("bare digest")]
    [DataRow("block type 2")]
    public void An_RSA_signature_with_another_content_is_refused(string content)
    {
        using PrivateKey key = PrivateKey.Generate(KeyAlgorithm.Rsa2048);
        SexpList form = key.ToSexp();
        BigInteger modulus = new(1, Sample.Value(form, 1));
        RsaKeyParameters secret = new(true, modulus, new BigInteger(1, Sample.Value(form, 3)));
        byte[] digest = Sample.Digest(key.Public);
        byte[] octets = content switch
        {
            "SHA-1" => Sign(new RsaDigestSigner(new Sha1Digest()), secret),
            "MD5" => Sign(new RsaDigestSigner(new MD5Digest()), secret),
            "bare digest" => Block(secret, type: 1, digest),
            _ => Block(secret, type: 2, [.. Sha256Prefix, .. digest]),
        };

        Assert.IsTrue(Verifies(key, Block(secret, type: 1, [.. Sha256Prefix, .. digest])), "the block that is right");
        Assert.IsFalse(Verifies(key, octets));
    }

    [TestMethod]
    public void Our_Ed25519_signatures_verify_there_and_theirs_are_the_same()
    {
        using PrivateKey key = PrivateKey.Generate(KeyAlgorithm.Ed25519);
        SexpList signature = key.SignDigest(Sample.Digest(key.Public));
        byte[] octets = [.. Sample.Value(signature, 1), .. Sample.Value(signature, 2)];

        Ed25519Signer verifier = new();
        verifier.Init(false, new Ed25519PublicKeyParameters(key.Public.Material.ToArray(), 0));
        verifier.BlockUpdate(Sample.Ed25519Message, 0, Sample.Ed25519Message.Length);
        Assert.IsTrue(verifier.VerifySignature(octets));

        Ed25519PrivateKeyParameters secret = new(Sample.Value(key.ToSexp(), 3), 0);
        CollectionAssert.AreEqual(key.Public.Material.ToArray(), secret.GeneratePublicKey().GetEncoded());
        Ed25519Signer signer = new();
        signer.Init(true, secret);
        signer.BlockUpdate(Sample.Ed25519Message, 0, Sample.Ed25519Message.Length);
        CollectionAssert.AreEqual(octets, signer.GenerateSignature());
    }

    [TestMethod]
    public void Points_are_on_the_curve_for_both_or_for_none()
    {
        // A sweep over small y: about half of them belong to points.
        int accepted = 0;
        for (int y = 2; y < 130; y++)
        {
            byte[] point = new byte[32];
            point[0] = (byte)y;
            bool theirs = Org.BouncyCastle.Math.EC.Rfc8032.Ed25519.ValidatePublicKeyPartial(point, 0);
            SexpList key = SexpList.Of("public-key", SexpList.Of(
                "ecc", SexpList.Of("curve", "Ed25519"), Sample.Pair("q", point)));
            Assert.AreEqual(theirs, PublicKey.TryParse(key, out _, out KeyFault fault), $"{y}: {fault}");
            accepted += theirs ? 1 : 0;
        }

        Assert.IsTrue(accepted is > 32 and < 96);
    }

    /// <summary>DER of DigestInfo up to the digest, RFC 8017 section 9.2.</summary>
    private static byte[] Sha256Prefix => Convert.FromHexString("3031300D060960864801650304020105000420");

    private static byte[] Sign(RsaDigestSigner signer, RsaKeyParameters secret)
    {
        signer.Init(true, secret);
        signer.BlockUpdate(Sample.Message, 0, Sample.Message.Length);
        return signer.GenerateSignature();
    }

    /// <summary>
    /// 00 type FF.. 00 content, raised to the secret exponent: what the samples of the old draft hold.
    /// </summary>
    private static byte[] Block(RsaKeyParameters secret, byte type, byte[] content)
    {
        byte[] block = new byte[256];
        block.AsSpan(2, block.Length - content.Length - 3).Fill(0xFF);
        block[1] = type;
        content.CopyTo(block, block.Length - content.Length);
        byte[] octets = new BigInteger(1, block).ModPow(secret.Exponent, secret.Modulus).ToByteArrayUnsigned();
        return [.. new byte[block.Length - octets.Length], .. octets];
    }

    private static bool Verifies(PrivateKey key, byte[] octets) => key.Public.VerifyDigest(
        Sample.Digest(key.Public), Sample.SigVal("rsa", Sample.Pair("s", octets)), out _);

    private static ECDomainParameters Domain(KeyAlgorithm algorithm)
    {
        X9ECParameters x9 = SecNamedCurves.GetByName(algorithm == KeyAlgorithm.P256 ? "secp256r1" : "secp384r1");
        return new ECDomainParameters(x9.Curve, x9.G, x9.N, x9.H);
    }

    private static SexpList Ecdsa(BigInteger r, BigInteger s) => Sample.SigVal(
        "ecdsa", Sample.Pair("r", r.ToByteArrayUnsigned()), Sample.Pair("s", s.ToByteArrayUnsigned()));
}
