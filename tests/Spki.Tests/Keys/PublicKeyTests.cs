using System.Security.Cryptography;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using static HiperNet.Spki.Tests.Keys.TestKeys;

namespace HiperNet.Spki.Tests.Keys;

[TestClass]
public sealed class PublicKeyTests
{
    private static readonly byte[] P256Point = Of(KeyAlgorithm.P256).Public.Material.ToArray();
    private static readonly byte[] Ed25519Point = Of(KeyAlgorithm.Ed25519).Public.Material.ToArray();
    private static readonly byte[] Modulus = [0, .. Of(KeyAlgorithm.Rsa2048).Public.Material.Span];
    private static readonly byte[] Exponent = [1, 0, 1];

    [TestMethod]
    [DynamicData(nameof(TestKeys.Algorithms), typeof(TestKeys))]
    public void A_key_is_read_back_from_its_bytes(KeyAlgorithm algorithm)
    {
        PublicKey key = Of(algorithm).Public;

        Assert.IsTrue(PublicKey.TryParse(Parse(key.Sexp.Canonical.ToArray()), out PublicKey? read, out KeyFault fault));
        Assert.AreEqual(KeyFault.None, fault);
        Assert.AreEqual(key, read);
        Assert.AreEqual(key.Sexp, read.Sexp);
        Assert.AreEqual(algorithm, read.Algorithm);
        Assert.AreEqual(key.GetHashCode(), read.GetHashCode());
    }

    [TestMethod]
    public void The_spelling_of_each_kind_is_fixed()
    {
        Assert.AreEqual(Ecc("NIST P-256", P256Point), Of(KeyAlgorithm.P256).Public.Sexp);
        Assert.AreEqual(
            Ecc("NIST P-384", Of(KeyAlgorithm.P384).Public.Material.ToArray()), Of(KeyAlgorithm.P384).Public.Sexp);
        Assert.AreEqual(Ecc("Ed25519", Ed25519Point), Of(KeyAlgorithm.Ed25519).Public.Sexp);
        Assert.AreEqual(Rsa(Modulus, Exponent), Of(KeyAlgorithm.Rsa2048).Public.Sexp);
        CollectionAssert.AreEqual(Exponent, Of(KeyAlgorithm.Rsa2048).Public.Exponent.ToArray());
        Assert.IsTrue(Of(KeyAlgorithm.P256).Public.Exponent.IsEmpty);
    }

    [TestMethod]
    public void The_principal_is_the_sha256_of_the_canonical_key()
    {
        PublicKey key = Of(KeyAlgorithm.P256).Public;

        CollectionAssert.AreEqual(SHA256.HashData(key.Sexp.Canonical.Span), key.Principal.ToArray());
    }

    [TestMethod]
    public void A_known_point_has_a_known_principal()
    {
        // RFC 6979 appendix A.2.5; the principal was calculated with sexp-conv --hash=sha256.
        byte[] point = Hex(
            "0460FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6"
            + "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299");

        Assert.IsTrue(PublicKey.TryParse(Ecc("NIST P-256", point), out PublicKey? key, out _));
        Assert.AreEqual("64bdf513857b5411801fd68ba227c0b87dcb9dd7757429b23a2c372fbecb2c70", key.Principal.ToString());
    }

    [TestMethod]
    public void What_is_not_a_public_key_is_refused()
    {
        Assert.AreEqual(KeyFault.NotAPublicKey, FaultOf("public-key"));
        Assert.AreEqual(KeyFault.NotAPublicKey, FaultOf(SexpList.Of()));
        Assert.AreEqual(KeyFault.NotAPublicKey, FaultOf(Of(KeyAlgorithm.P256).Public.Principal.ToSexp()));
        Assert.AreEqual(KeyFault.KeyShape, FaultOf(SexpList.Of("public-key")));
        Assert.AreEqual(KeyFault.KeyShape, FaultOf(SexpList.Of("public-key", "ecc")));
        Assert.AreEqual(KeyFault.UnknownKeyAlgorithm, FaultOf(SexpList.Of("public-key", SexpList.Of())));
        Assert.AreEqual(KeyFault.UnknownKeyAlgorithm, FaultOf(SexpList.Of("public-key", SexpList.Of("dsa", "x"))));
    }

    [TestMethod]
    public void The_algorithms_of_the_old_draft_are_refused_for_their_hash()
    {
        SexpList parts = (SexpList)Of(KeyAlgorithm.Rsa2048).Public.Sexp[1];
        foreach (string name in (string[])["rsa-pkcs1-md5", "rsa-pkcs1-sha1", "dsa-sha1"])
        {
            SexpList key = SexpList.Of("public-key", SexpList.Of(name, parts[2], parts[1]));
            Assert.AreEqual(KeyFault.WeakHash, FaultOf(key), name);
        }
    }

    [TestMethod]
    public void A_second_spelling_of_a_key_is_refused()
    {
        SexpList ours = Of(KeyAlgorithm.P256).Public.Sexp;
        SexpList body = (SexpList)ours[1];
        SexpNode uris = SexpList.Of("uri", "http://example.org/key");
        SexpNode flags = SexpList.Of("flags", "param");
        SexpAtom hinted = new(P256Point, "x"u8.ToArray());

        Assert.AreEqual(KeyFault.KeyShape, FaultOf(SexpList.Of("public-key", body, uris)));
        Assert.AreEqual(KeyFault.KeyShape, FaultOf(SexpList.Of("public-key", SexpList.Of("ecc", body[2], body[1]))));
        Assert.AreEqual(
            KeyFault.KeyShape, FaultOf(SexpList.Of("public-key", SexpList.Of("ecc", body[1], flags, body[2]))));
        Assert.AreEqual(
            KeyFault.KeyShape, FaultOf(SexpList.Of("public-key", SexpList.Of("ecc", body[1], body[2], body[2]))));
        Assert.AreEqual(
            KeyFault.KeyShape,
            FaultOf(SexpList.Of("public-key", SexpList.Of("ecc", body[1], SexpList.Of("q", hinted)))));
        Assert.AreEqual(
            KeyFault.UnknownKeyAlgorithm, FaultOf(SexpList.Of("public-key", SexpList.Of("ecdsa", body[1], body[2]))));
    }

    [TestMethod]
    [DataRow("nistp256")]
    [DataRow("prime256v1")]
    [DataRow("secp256r1")]
    [DataRow("1.2.840.10045.3.1.7")]
    [DataRow("NIST P-521")]
    [DataRow("nist p-256")]
    [DataRow("NIST P-256 ")]
    public void Another_name_of_a_curve_is_refused(string curve) =>
        Assert.AreEqual(KeyFault.UnknownCurve, FaultOf(Ecc(curve, P256Point)));

    [TestMethod]
    public void A_point_in_another_form_is_refused()
    {
        byte[] compressed = [(byte)(2 + (P256Point[64] & 1)), .. P256Point[1..33]];
        byte[] hybrid = [(byte)(6 + (P256Point[64] & 1)), .. P256Point[1..]];
        foreach (byte[] point in (byte[][])[compressed, hybrid, P256Point[..64], [.. P256Point, 0], [0], []])
        {
            Assert.AreEqual(KeyFault.PointForm, FaultOf(Ecc("NIST P-256", point)), Convert.ToHexString(point));
        }

        Assert.AreEqual(KeyFault.PointForm, FaultOf(Ecc("NIST P-384", P256Point)));
        Assert.AreEqual(KeyFault.PointForm, FaultOf(Ecc("Ed25519", [0x40, .. Ed25519Point])));
        Assert.AreEqual(KeyFault.PointForm, FaultOf(Ecc("Ed25519", Ed25519Point[1..])));
    }

    [TestMethod]
    public void A_point_off_its_curve_is_refused()
    {
        byte[] off = [.. P256Point];
        off[^1] ^= 1;
        byte[] zero = new byte[65];
        zero[0] = 4;

        // A coordinate of p + something would be a second spelling.
        byte[] tooLarge = [4, .. Enumerable.Repeat((byte)0xFF, 64)];
        Assert.AreEqual(KeyFault.PointNotOnCurve, FaultOf(Ecc("NIST P-256", off)));
        Assert.AreEqual(KeyFault.PointNotOnCurve, FaultOf(Ecc("NIST P-256", zero)));
        Assert.AreEqual(KeyFault.PointNotOnCurve, FaultOf(Ecc("NIST P-256", tooLarge)));

        byte[] off384 = Of(KeyAlgorithm.P384).Public.Material.ToArray();
        off384[^1] ^= 1;
        Assert.AreEqual(KeyFault.PointNotOnCurve, FaultOf(Ecc("NIST P-384", off384)));
    }

    [TestMethod]
    [DataRow("0100000000000000000000000000000000000000000000000000000000000000")]
    [DataRow("0100000000000000000000000000000000000000000000000000000000000080")]
    [DataRow("0000000000000000000000000000000000000000000000000000000000000000")]
    [DataRow("0000000000000000000000000000000000000000000000000000000000000080")]
    [DataRow("ECFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF7F")]
    [DataRow("ECFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")]
    [DataRow("26E8958FC2B227B045C3F489F2EF98F0D5DFAC05D3C63339B13802886D53FC05")]
    [DataRow("26E8958FC2B227B045C3F489F2EF98F0D5DFAC05D3C63339B13802886D53FC85")]
    [DataRow("C7176A703D4DD84FBA3C0B760D10670F2A2053FA2C39CCC64EC7FD7792AC037A")]
    [DataRow("C7176A703D4DD84FBA3C0B760D10670F2A2053FA2C39CCC64EC7FD7792AC03FA")]
    public void An_Ed25519_point_of_small_order_is_refused(string point) =>
        Assert.AreEqual(KeyFault.LowOrderPoint, FaultOf(Ecc("Ed25519", Hex(point))));

    [TestMethod]
    [DataRow("EDFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF7F")]
    [DataRow("EEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF7F")]
    [DataRow("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")]
    public void An_Ed25519_point_at_or_above_the_prime_is_refused(string point) =>
        Assert.AreEqual(KeyFault.NonCanonicalPoint, FaultOf(Ecc("Ed25519", Hex(point))));

    [TestMethod]
    public void An_Ed25519_point_off_the_curve_is_refused()
    {
        // Half of all y are on the curve; y = 2 is the smallest that is not, y = 3 is.
        byte[] point = new byte[32];
        point[0] = 2;
        Assert.AreEqual(KeyFault.PointNotOnCurve, FaultOf(Ecc("Ed25519", point)));
        point[0] = 3;
        Assert.AreEqual(KeyFault.None, FaultOf(Ecc("Ed25519", point)));
    }

    [TestMethod]
    public void An_RSA_modulus_of_another_length_is_refused()
    {
        foreach (int bits in (int[])[1024, 1536, 4096])
        {
            byte[] modulus = new byte[1 + (bits / 8)];
            modulus[1] = 0x80;
            modulus[^1] = 1;
            Assert.AreEqual(KeyFault.ModulusLength, FaultOf(Rsa(modulus, Exponent)), $"{bits}");
        }

        // 2,047 bits: the top bit is not set, so no zero octet stands first.
        byte[] shorter = [0x7F, .. Modulus[2..]];
        Assert.AreEqual(KeyFault.ModulusLength, FaultOf(Rsa(shorter, Exponent)));
    }

    [TestMethod]
    public void An_RSA_modulus_in_another_form_is_refused()
    {
        Assert.AreEqual(KeyFault.ModulusForm, FaultOf(Rsa(Modulus[1..], Exponent)));
        Assert.AreEqual(KeyFault.ModulusForm, FaultOf(Rsa([0, .. Modulus], Exponent)));
        Assert.AreEqual(KeyFault.ModulusForm, FaultOf(Rsa([], Exponent)));
        byte[] even = [.. Modulus];
        even[^1] &= 0xFE;
        Assert.AreEqual(KeyFault.ModulusEven, FaultOf(Rsa(even, Exponent)));
    }

    [TestMethod]
    public void An_RSA_exponent_other_than_65537_is_refused()
    {
        Assert.AreEqual(KeyFault.WrongExponent, FaultOf(Rsa(Modulus, [3])));
        Assert.AreEqual(KeyFault.WrongExponent, FaultOf(Rsa(Modulus, [0, 1, 0, 1])));
        Assert.AreEqual(KeyFault.WrongExponent, FaultOf(Rsa(Modulus, [])));
    }

    [TestMethod]
    public void RSA_numbers_in_the_order_of_the_old_draft_are_refused()
    {
        SexpList body = (SexpList)Of(KeyAlgorithm.Rsa2048).Public.Sexp[1];

        Assert.AreEqual(KeyFault.KeyShape, FaultOf(SexpList.Of("public-key", SexpList.Of("rsa", body[2], body[1]))));
    }

    [TestMethod]
    public void Every_algorithm_has_a_name_that_is_read_back()
    {
        string names = string.Join(' ', KeyAlgorithms.All.Select(KeyAlgorithms.Name));
        Assert.AreEqual("p256 p384 rsa2048 rsa3072 ed25519", names);
        foreach (KeyAlgorithm algorithm in KeyAlgorithms.All)
        {
            Assert.IsTrue(KeyAlgorithms.TryParse(algorithm.Name(), out KeyAlgorithm read));
            Assert.AreEqual(algorithm, read);
        }

        Assert.IsFalse(KeyAlgorithms.TryParse("P256", out _));
        Assert.IsFalse(KeyAlgorithms.TryParse(null, out _));
    }

    [TestMethod]
    public void Every_fault_has_a_sentence_of_its_own()
    {
        KeyFault[] faults = Enum.GetValues<KeyFault>();

        Assert.AreEqual(faults.Length, faults.Select(KeyFaults.Describe).Distinct().Count());
    }
}
