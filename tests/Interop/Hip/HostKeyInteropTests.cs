using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Identity;
using Org.BouncyCastle.Asn1.Sec;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;

namespace HiperNet.Interop.Tests.Hip;

/// <summary>An independent implementation verifies our hosts' signatures, and we verify its.</summary>
[TestClass]
public sealed class HostKeyInteropTests
{
    private static readonly SecureRandom Random = new();
    private static readonly byte[] Data = [.. "what a packet says"u8];

    [TestMethod]
    public void RSA_PSS_signatures_verify_both_ways_and_only_with_a_salt_of_32_octets()
    {
        RsaKeyPairGenerator generator = new();
        generator.Init(new RsaKeyGenerationParameters(BigInteger.ValueOf(65_537), Random, 2048, 80));
        AsymmetricCipherKeyPair pair = generator.GenerateKeyPair();
        using HostKey key = Import(pair);

        Assert.IsTrue(Verifies(Pss(32), pair.Public, key.Sign(Data)));
        Assert.IsTrue(HostSignature.Verify(key.Identity, Data, Signed(Pss(32), pair.Private)));
        foreach (int salt in new[] { 0, 20, 31, 33, 64 })
        {
            Assert.IsFalse(Verifies(Pss(salt), pair.Public, key.Sign(Data)));
            Assert.IsFalse(HostSignature.Verify(key.Identity, Data, Signed(Pss(salt), pair.Private)));
        }
    }

    [TestMethod]
    [DataRow("P-256", EcdsaCurve.P256, 32)]
    [DataRow("P-384", EcdsaCurve.P384, 48)]
    public void ECDSA_signatures_verify_both_ways(string name, EcdsaCurve curve, int bytes)
    {
        X9ECParameters named = SecNamedCurves.GetByName(curve == EcdsaCurve.P256 ? "secp256r1" : "secp384r1");
        ECKeyPairGenerator generator = new();
        generator.Init(new ECKeyGenerationParameters(
            curve == EcdsaCurve.P256 ? SecObjectIdentifiers.SecP256r1 : SecObjectIdentifiers.SecP384r1, Random));
        AsymmetricCipherKeyPair pair = generator.GenerateKeyPair();
        using HostKey key = Import(pair);
        byte[] digest = DigestUtilities.CalculateDigest(curve == EcdsaCurve.P256 ? "SHA-256" : "SHA-384", Data);
        ECDsaSigner verifier = new();
        verifier.Init(false, pair.Public);
        ECDsaSigner signer = new();
        signer.Init(true, new ParametersWithRandom(pair.Private, Random));
        for (int i = 0; i < 20; i++)
        {
            byte[] ours = key.Sign(Data);
            Assert.IsTrue(
                verifier.VerifySignature(
                    digest, new BigInteger(1, ours, 0, bytes), new BigInteger(1, ours, bytes, bytes)),
                name);
            BigInteger[] theirs = signer.GenerateSignature(digest);
            Assert.IsTrue(HostSignature.Verify(
                key.Identity, Data, [.. Fixed(theirs[0], bytes), .. Fixed(theirs[1], bytes)]));

            // The same numbers plus the order of the group are another spelling, which is no signature.
            BigInteger beyond = theirs[1].Add(named.N);
            Assert.IsTrue(beyond.BitLength > 8 * bytes || !HostSignature.Verify(
                key.Identity, Data, [.. Fixed(theirs[0], bytes), .. Fixed(beyond, bytes)]));
        }
    }

    [TestMethod]
    public void Ed25519_signatures_verify_both_ways()
    {
        Ed25519KeyPairGenerator generator = new();
        generator.Init(new Ed25519KeyGenerationParameters(Random));
        AsymmetricCipherKeyPair pair = generator.GenerateKeyPair();
        using HostKey key = Import(pair);
        Ed25519Signer verifier = new();
        verifier.Init(false, pair.Public);
        verifier.BlockUpdate(Data, 0, Data.Length);

        Assert.IsTrue(verifier.VerifySignature(key.Sign(Data)));
        Assert.IsTrue(HostSignature.Verify(key.Identity, Data, Signed(new Ed25519Signer(), pair.Private)));
    }

    private static HostKey Import(AsymmetricCipherKeyPair pair)
    {
        // This version writes a version 1 key with the public half after it for Ed25519, which RFC 5208 lacks.
        byte[] der = pair.Private is Ed25519PrivateKeyParameters ed25519
            ? [.. Convert.FromHexString("302e020100300506032b657004220420"), .. ed25519.GetEncoded()]
            : PrivateKeyInfoFactory.CreatePrivateKeyInfo(pair.Private).GetDerEncoded();
        Assert.IsTrue(HostKey.TryImportPkcs8(der, out HostKey? key));
        return key;
    }

    private static PssSigner Pss(int salt) => new(new RsaBlindedEngine(), new Sha256Digest(), salt);

    private static bool Verifies(PssSigner verifier, ICipherParameters key, byte[] signature)
    {
        verifier.Init(false, key);
        verifier.BlockUpdate(Data, 0, Data.Length);
        return verifier.VerifySignature(signature);
    }

    private static byte[] Signed(ISigner signer, ICipherParameters key)
    {
        signer.Init(true, key);
        signer.BlockUpdate(Data, 0, Data.Length);
        return signer.GenerateSignature();
    }

    private static byte[] Fixed(BigInteger number, int bytes)
    {
        byte[] octets = number.ToByteArrayUnsigned();
        return [.. new byte[bytes - octets.Length], .. octets];
    }
}
