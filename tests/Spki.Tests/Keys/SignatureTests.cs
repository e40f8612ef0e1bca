using System.Numerics;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using static HiperNet.Spki.Tests.Keys.TestKeys;

namespace HiperNet.Spki.Tests.Keys;

[TestClass]
public sealed class SignatureTests
{
    private static readonly byte[] OrderP256 = Hex("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");

    private static readonly byte[] OrderP384 = Hex(
        "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973");

    private static readonly byte[] OrderEd25519 = Hex(
        "EDD3F55C1A631258D69CF7A2DEF9DE1400000000000000000000000000000010");

    [TestMethod]
    [DynamicData(nameof(TestKeys.Algorithms), typeof(TestKeys))]
    public void A_signature_is_verified_by_its_key_only(KeyAlgorithm algorithm)
    {
        PrivateKey key = Of(algorithm);
        using PrivateKey other = PrivateKey.Generate(algorithm);
        SexpList signature = key.SignDigest(Digest(key.Public));

        Assert.AreEqual(KeyFault.None, FaultOf(key.Public, Parse(signature.Canonical.ToArray())));
        Assert.AreEqual(KeyFault.BadSignature, FaultOf(key.Public, signature, "abd"));
        KeyFault wrongKey = FaultOf(other.Public, signature);
        Assert.AreEqual(KeyFault.BadSignature, wrongKey);
    }

    [TestMethod]
    [DynamicData(nameof(TestKeys.Algorithms), typeof(TestKeys))]
    public void Any_flipped_bit_of_a_signature_or_digest_is_noticed(KeyAlgorithm algorithm)
    {
        PrivateKey key = Of(algorithm);
        byte[] digest = Digest(key.Public);
        byte[] signature = key.SignDigest(digest).Canonical.ToArray();
        for (int bit = 0; bit < 8 * signature.Length; bit++)
        {
            byte[] changed = [.. signature];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            bool accepted = SexpNode.TryParse(changed, null, out SexpNode? node, out _)
                && key.Public.VerifyDigest(digest, node, out _);
            Assert.IsFalse(accepted, $"bit {bit}");
        }

        SexpNode good = Parse(signature);
        for (int bit = 0; bit < 8 * digest.Length; bit++)
        {
            digest[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.IsFalse(key.Public.VerifyDigest(digest, good, out KeyFault fault));
            Assert.AreEqual(KeyFault.BadSignature, fault);
            digest[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [TestMethod]
    public void A_signature_value_fits_only_keys_of_its_algorithm()
    {
        foreach (KeyAlgorithm signer in KeyAlgorithms.All)
        {
            SexpList signature = Of(signer).SignDigest(Digest(Of(signer).Public));
            foreach (KeyAlgorithm verifier in KeyAlgorithms.All.Where(kind => kind != signer))
            {
                string pair = $"{signer} by {verifier}";
                Assert.AreNotEqual(KeyFault.None, FaultOf(Of(verifier).Public, signature), pair);
                if (Name(signer) != Name(verifier))
                {
                    Assert.AreEqual(KeyFault.AlgorithmMismatch, FaultOf(Of(verifier).Public, signature), pair);
                }
            }
        }

        static string Name(KeyAlgorithm algorithm) => algorithm switch
        {
            KeyAlgorithm.P256 or KeyAlgorithm.P384 => "ecdsa",
            KeyAlgorithm.Ed25519 => "eddsa",
            _ => "rsa",
        };
    }

    [TestMethod]
    public void A_known_ECDSA_signature_is_accepted_in_its_low_form_only()
    {
        // RFC 6979 appendix A.2.5, SHA-256, "sample": its s is high.
        byte[] point = Hex(
            "0460FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6"
            + "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299");
        byte[] r = Hex("EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716");
        byte[] s = Hex("F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8");
        Assert.IsTrue(PublicKey.TryParse(Ecc("NIST P-256", point), out PublicKey? key, out _));

        Assert.AreEqual(KeyFault.HighS, FaultOf(key, Ecdsa(r, s), "sample"));
        Assert.AreEqual(KeyFault.None, FaultOf(key, Ecdsa(r, Subtract(OrderP256, s)), "sample"));
    }

    [TestMethod]
    [DataRow(KeyAlgorithm.P256)]
    [DataRow(KeyAlgorithm.P384)]
    public void The_twin_of_a_good_signature_with_high_s_is_refused(KeyAlgorithm algorithm)
    {
        PublicKey key = Of(algorithm).Public;
        byte[] order = algorithm == KeyAlgorithm.P256 ? OrderP256 : OrderP384;
        BigInteger half = Number(order) / 2;
        for (int i = 0; i < 32; i++)
        {
            SexpList signature = Of(algorithm).SignDigest(Digest(key));
            byte[] s = Part(signature, 2);
            Assert.IsTrue(Number(s) <= half, "signing makes a low s");
            Assert.AreEqual(KeyFault.HighS, FaultOf(key, Ecdsa(Part(signature, 1), Subtract(order, s))));
        }
    }

    [TestMethod]
    [DataRow(KeyAlgorithm.P256)]
    [DataRow(KeyAlgorithm.P384)]
    public void ECDSA_numbers_out_of_range_are_refused_before_any_arithmetic(KeyAlgorithm algorithm)
    {
        PublicKey key = Of(algorithm).Public;
        byte[] order = algorithm == KeyAlgorithm.P256 ? OrderP256 : OrderP384;
        byte[] half = (Number(order) / 2).ToByteArray(isUnsigned: true, isBigEndian: true);
        byte[] aboveHalf = ((Number(order) / 2) + 1).ToByteArray(isUnsigned: true, isBigEndian: true);
        byte[] one = [1];
        byte[] ones = [.. Enumerable.Repeat((byte)0xFF, order.Length)];
        foreach (byte[] bad in (byte[][])[[], [0], order, ones, [1, .. order]])
        {
            Assert.AreEqual(KeyFault.OutOfRange, FaultOf(key, Ecdsa(bad, one)), $"r {Convert.ToHexString(bad)}");
            Assert.AreEqual(KeyFault.OutOfRange, FaultOf(key, Ecdsa(one, bad)), $"s {Convert.ToHexString(bad)}");
        }

        Assert.AreEqual(KeyFault.HighS, FaultOf(key, Ecdsa(one, aboveHalf)));
        Assert.AreEqual(KeyFault.BadSignature, FaultOf(key, Ecdsa(one, half)));
        Assert.AreEqual(KeyFault.BadSignature, FaultOf(key, Ecdsa(Subtract(order, one), one)));
    }

    [TestMethod]
    public void ECDSA_numbers_with_leading_zeros_are_refused()
    {
        PublicKey key = Of(KeyAlgorithm.P256).Public;
        SexpList signature = Of(KeyAlgorithm.P256).SignDigest(Digest(key));
        byte[] r = Part(signature, 1);
        byte[] s = Part(signature, 2);

        Assert.AreEqual(KeyFault.LeadingZero, FaultOf(key, Ecdsa([0, .. r], s)));
        Assert.AreEqual(KeyFault.LeadingZero, FaultOf(key, Ecdsa(r, [0, .. s])));
        Assert.AreEqual(KeyFault.LeadingZero, FaultOf(key, Ecdsa(r, [0, 0])));
    }

    [TestMethod]
    public void Short_ECDSA_numbers_are_written_short_and_verify()
    {
        PrivateKey key = Of(KeyAlgorithm.P256);
        byte[] digest = Digest(key.Public);

        // One signature in about 170 has a number whose first octet is zero.
        for (int i = 0; i < 20_000; i++)
        {
            SexpList signature = key.SignDigest(digest);
            if (Part(signature, 1).Length < 32 || Part(signature, 2).Length < 32)
            {
                Assert.IsTrue(key.Public.VerifyDigest(digest, signature, out KeyFault fault), fault.ToString());
                return;
            }
        }

        Assert.Fail("no short number in 20,000 signatures");
    }

    [TestMethod]
    public void An_Ed25519_S_at_or_above_L_is_refused()
    {
        PublicKey key = Of(KeyAlgorithm.Ed25519).Public;
        SexpList signature = Of(KeyAlgorithm.Ed25519).SignDigest(Digest(key));
        byte[] r = Part(signature, 1);
        BigInteger order = new(OrderEd25519, isUnsigned: true);
        BigInteger twin = order + new BigInteger(Part(signature, 2), isUnsigned: true);
        byte[] above = twin.ToByteArray(isUnsigned: true);

        Assert.AreEqual(KeyFault.OutOfRange, FaultOf(key, Eddsa(r, above)));
        Assert.AreEqual(KeyFault.OutOfRange, FaultOf(key, Eddsa(r, OrderEd25519)));
        byte[] below = [.. OrderEd25519];
        below[0]--;
        Assert.AreEqual(KeyFault.BadSignature, FaultOf(key, Eddsa(r, below)));
    }

    [TestMethod]
    public void An_Ed25519_R_that_is_low_order_or_not_canonical_is_refused()
    {
        PublicKey key = Of(KeyAlgorithm.Ed25519).Public;
        byte[] s = Part(Of(KeyAlgorithm.Ed25519).SignDigest(Digest(key)), 2);
        byte[] prime = Hex("EDFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF7F");
        byte[] identity = new byte[32];
        identity[0] = 1;

        Assert.AreEqual(KeyFault.LowOrderPoint, FaultOf(key, Eddsa(identity, s)));
        Assert.AreEqual(KeyFault.LowOrderPoint, FaultOf(key, Eddsa(new byte[32], s)));
        Assert.AreEqual(KeyFault.NonCanonicalPoint, FaultOf(key, Eddsa(prime, s)));
        Assert.AreEqual(KeyFault.SignatureLength, FaultOf(key, Eddsa([.. identity, 0], s)));
        Assert.AreEqual(KeyFault.SignatureLength, FaultOf(key, Eddsa(identity, s[1..])));
    }

    [TestMethod]
    [DataRow(KeyAlgorithm.Rsa2048)]
    [DataRow(KeyAlgorithm.Rsa3072)]
    public void An_RSA_signature_has_the_length_of_the_modulus(KeyAlgorithm algorithm)
    {
        PublicKey key = Of(algorithm).Public;
        byte[] s = Part(Of(algorithm).SignDigest(Digest(key)), 1);

        Assert.AreEqual(key.Material.Length, s.Length);
        Assert.AreEqual(KeyFault.SignatureLength, FaultOf(key, SigVal("rsa", Pair("s", [0, .. s]))));
        Assert.AreEqual(KeyFault.SignatureLength, FaultOf(key, SigVal("rsa", Pair("s", s[1..]))));
        Assert.AreEqual(KeyFault.SignatureLength, FaultOf(key, SigVal("rsa", Pair("s", []))));
        Assert.AreEqual(KeyFault.BadSignature, FaultOf(key, SigVal("rsa", Pair("s", new byte[s.Length]))));
        Assert.AreEqual(KeyFault.BadSignature, FaultOf(key, SigVal("rsa", Pair("s", key.Material.ToArray()))));
    }

    [TestMethod]
    public void Signature_values_in_another_shape_are_refused()
    {
        PublicKey key = Of(KeyAlgorithm.P256).Public;
        SexpList signature = Of(KeyAlgorithm.P256).SignDigest(Digest(key));
        SexpList body = (SexpList)signature[1];

        Assert.AreEqual(KeyFault.NotASignature, FaultOf(key, "sig-val"));
        Assert.AreEqual(KeyFault.NotASignature, FaultOf(key, body));
        Assert.AreEqual(KeyFault.SignatureShape, FaultOf(key, SexpList.Of("sig-val")));
        Assert.AreEqual(KeyFault.SignatureShape, FaultOf(key, SexpList.Of("sig-val", "ecdsa")));
        Assert.AreEqual(KeyFault.SignatureShape, FaultOf(key, SexpList.Of("sig-val", body, body)));
        Assert.AreEqual(KeyFault.SignatureShape, FaultOf(key, SigVal("ecdsa", body[2], body[1])));
        Assert.AreEqual(KeyFault.SignatureShape, FaultOf(key, SigVal("ecdsa", body[1])));
        Assert.AreEqual(KeyFault.SignatureShape, FaultOf(key, SigVal("ecdsa", body[1], body[2], body[2])));
        PublicKey rsa = Of(KeyAlgorithm.Rsa2048).Public;
        Assert.AreEqual(KeyFault.SignatureShape, FaultOf(rsa, SigVal("rsa", "s")));
    }

    [TestMethod]
    [DynamicData(nameof(TestKeys.Algorithms), typeof(TestKeys))]
    public void A_digest_of_another_length_is_refused(KeyAlgorithm algorithm)
    {
        PrivateKey key = Of(algorithm);
        SexpList signature = key.SignDigest(Digest(key.Public));
        byte[] other = new byte[algorithm == KeyAlgorithm.P384 ? 32 : 48];

        Assert.IsFalse(key.Public.VerifyDigest(other, signature, out KeyFault fault));
        Assert.AreEqual(KeyFault.HashLength, fault);
        Assert.ThrowsExactly<ArgumentException>(() => key.SignDigest(other));
    }

    [TestMethod]
    [DynamicData(nameof(TestKeys.Algorithms), typeof(TestKeys))]
    public void One_key_serves_many_threads(KeyAlgorithm algorithm)
    {
        PrivateKey key = Of(algorithm);
        int wrong = 0;

        Parallel.For(0, 200, i =>
        {
            byte[] digest = Digest(key.Public, $"message {i}");
            SexpList signature = key.SignDigest(digest);
            bool good = key.Public.VerifyDigest(digest, signature, out _);
            bool bad = key.Public.VerifyDigest(Digest(key.Public, "another"), signature, out _);
            if (!good || bad)
            {
                Interlocked.Increment(ref wrong);
            }
        });
        Assert.AreEqual(0, wrong);
    }

    private static BigInteger Number(byte[] octets) => new(octets, isUnsigned: true, isBigEndian: true);

    private static byte[] Subtract(byte[] left, byte[] right) =>
        (Number(left) - Number(right)).ToByteArray(isUnsigned: true, isBigEndian: true);
}
