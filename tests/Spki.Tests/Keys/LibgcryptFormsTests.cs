using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using static HiperNet.Spki.Tests.Keys.TestKeys;

namespace HiperNet.Spki.Tests.Keys;

[TestClass]
public sealed class LibgcryptFormsTests
{
    [TestMethod]
    [DynamicData(nameof(TestKeys.Algorithms), typeof(TestKeys))]
    public void A_key_of_libgcrypt_is_read_and_its_signature_verifies(KeyAlgorithm algorithm)
    {
        string name = algorithm.Name();
        SexpNode foreign = File(name, "public");
        Assert.IsTrue(
            LibgcryptForms.TryReadPublicKey(foreign, out PublicKey? key, out KeyFault fault), fault.ToString());
        Assert.IsTrue(
            LibgcryptForms.TryReadSignature(File(name, "signature"), algorithm, out SexpList? signature, out fault),
            fault.ToString());

        Assert.AreEqual(algorithm, key.Algorithm);
        Assert.AreEqual(KeyFault.None, FaultOf(key, signature));
        Assert.AreEqual(KeyFault.BadSignature, FaultOf(key, signature, "abd"));
    }

    [TestMethod]
    [DynamicData(nameof(TestKeys.Algorithms), typeof(TestKeys))]
    public void A_private_key_of_libgcrypt_is_read(KeyAlgorithm algorithm)
    {
        SexpNode foreign = File(algorithm.Name(), "private");
        Assert.IsTrue(
            LibgcryptForms.TryReadPrivateKey(foreign, out PrivateKey? key, out KeyFault fault), fault.ToString());
        using (key)
        {
            SexpNode foreignPublic = File(algorithm.Name(), "public");
            Assert.IsTrue(LibgcryptForms.TryReadPublicKey(foreignPublic, out PublicKey? known, out _));
            Assert.AreEqual(known, key.Public);
            if (algorithm is KeyAlgorithm.Rsa2048 or KeyAlgorithm.Rsa3072)
            {
                Assert.AreEqual(foreign, key.ToSexp(), "this kind has libgcrypt's own spelling");
            }
        }
    }

    [TestMethod]
    public void What_libgcrypt_writes_for_NIST_and_RSA_keys_is_our_spelling()
    {
        foreach (string name in (string[])["p256", "p384", "rsa2048", "rsa3072"])
        {
            Assert.AreEqual(KeyFault.None, FaultOf(File(name, "public")), name);
        }

        Assert.AreEqual(KeyFault.KeyShape, FaultOf(File("ed25519", "public")), "it carries flags");
    }

    [TestMethod]
    public void A_high_s_of_libgcrypt_is_for_imports_only()
    {
        Assert.IsTrue(LibgcryptForms.TryReadPublicKey(File("p256", "public"), out PublicKey? key, out _));

        Assert.AreEqual(KeyFault.HighS, FaultOf(key, File("p256", "signature")));
    }

    [TestMethod]
    public void A_curve_with_its_numbers_beside_it_is_refused()
    {
        SexpList body = (SexpList)((SexpList)File("p256-explicit", "public"))[1];
        Assert.IsFalse(LibgcryptForms.TryReadPublicKey(File("p256-explicit", "public"), out _, out KeyFault fault));
        Assert.AreEqual(KeyFault.KeyShape, fault);

        SexpList nameless = SexpList.Of("public-key", new SexpList(body.Items.RemoveAt(1)));
        Assert.IsFalse(LibgcryptForms.TryReadPublicKey(nameless, out _, out fault));
        Assert.AreEqual(KeyFault.UnknownCurve, fault);
    }

    [TestMethod]
    [DataRow("NIST P-256")]
    [DataRow("nistp256")]
    [DataRow("prime256v1")]
    [DataRow("secp256r1")]
    [DataRow("1.2.840.10045.3.1.7")]
    public void Every_name_of_a_curve_leads_to_one_key(string curve)
    {
        PublicKey ours = Of(KeyAlgorithm.P256).Public;
        SexpList foreign = SexpList.Of("public-key", SexpList.Of(
            "ecdsa",
            Pair("q", ours.Material.ToArray()),
            SexpList.Of("flags", "x", "y"),
            SexpList.Of("curve", curve)));

        Assert.IsTrue(LibgcryptForms.TryReadPublicKey(foreign, out PublicKey? key, out _));
        Assert.AreEqual(ours, key);
    }

    [TestMethod]
    public void An_Ed25519_point_with_its_prefix_leads_to_the_same_key()
    {
        PublicKey ours = Of(KeyAlgorithm.Ed25519).Public;

        Assert.IsTrue(LibgcryptForms.TryReadPublicKey(
            Ecc("1.3.6.1.4.1.11591.15.1", [0x40, .. ours.Material.Span]), out PublicKey? key, out _));
        Assert.AreEqual(ours, key);
    }

    [TestMethod]
    public void Malformed_foreign_objects_give_faults()
    {
        byte[] q = Of(KeyAlgorithm.P256).Public.Material.ToArray();
        SexpList twice = SexpList.Of("public-key", SexpList.Of(
            "ecc", SexpList.Of("curve", "nistp256"), Pair("q", q), Pair("q", q)));
        foreach (SexpNode node in (SexpNode[])
            ["x", SexpList.Of(), SexpList.Of("public-key", "x"), SexpList.Of("public-key", SexpList.Of()), twice,
             Ecc("nistp521", q), Ecc("nistp256", []), Rsa([], []), Rsa([0, 0], [1, 0, 1])])
        {
            Assert.IsFalse(LibgcryptForms.TryReadPublicKey(node, out _, out KeyFault fault), node.ToString());
            Assert.AreNotEqual(KeyFault.None, fault);
            Assert.IsFalse(LibgcryptForms.TryReadPrivateKey(node, out _, out fault), node.ToString());
            Assert.AreNotEqual(KeyFault.None, fault);
            foreach (KeyAlgorithm algorithm in KeyAlgorithms.All)
            {
                Assert.IsFalse(LibgcryptForms.TryReadSignature(node, algorithm, out _, out fault));
                Assert.AreNotEqual(KeyFault.None, fault);
            }
        }

        byte[] tooLong = [.. Enumerable.Repeat((byte)255, 33)];
        foreach (SexpList signature in (SexpList[])
            [Ecdsa([], []), Ecdsa([0], [1]), Ecdsa([1], new byte[32]), Ecdsa([1], tooLong)])
        {
            Assert.IsFalse(LibgcryptForms.TryReadSignature(signature, KeyAlgorithm.P256, out _, out _));
        }

        SexpList foreign = (SexpList)((SexpList)File("rsa2048", "private"))[1];
        SexpList empty = SexpList.Of("private-key", new SexpList(foreign.Items.SetItem(3, Pair("d", []))));
        Assert.IsFalse(LibgcryptForms.TryReadPrivateKey(empty, out _, out KeyFault shape));
        Assert.AreEqual(KeyFault.PrivateKeyShape, shape);
    }

    [TestMethod]
    public void The_keys_of_a_Guix_access_control_list_are_ours_as_they_stand()
    {
        SexpList list = (SexpList)Parse(Data("guix", "acl.canonical"));
        List<PublicKey> keys = [];
        foreach (SexpList entry in list.Items[1..].Cast<SexpList>())
        {
            Assert.IsTrue(PublicKey.TryParse(entry[1], out PublicKey? key, out KeyFault fault), fault.ToString());
            keys.Add(key);
        }

        Assert.IsTrue(LibgcryptForms.TryReadPublicKey(File("ed25519", "public"), out PublicKey? first, out _));
        Assert.HasCount(2, keys);
        Assert.AreEqual(first, keys[0]);
    }

    private static SexpNode File(string name, string kind) => Parse(Data("libgcrypt", $"{name}-{kind}.sexp"));
}
