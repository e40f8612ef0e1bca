using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using static HiperNet.Spki.Tests.Keys.TestKeys;

namespace HiperNet.Spki.Tests.Keys;

[TestClass]
public sealed class PrivateKeyTests
{
    [TestMethod]
    [DynamicData(nameof(TestKeys.Algorithms), typeof(TestKeys))]
    public void A_private_key_is_read_back_and_signs(KeyAlgorithm algorithm)
    {
        PrivateKey key = Of(algorithm);
        SexpNode form = Parse(key.ToSexp().Canonical.ToArray());

        Assert.IsTrue(PrivateKey.TryParse(form, default, out PrivateKey? read, out KeyFault fault), fault.ToString());
        using (read)
        {
            Assert.AreEqual(key.Public, read.Public);
            Assert.AreEqual(key.ToSexp(), read.ToSexp());
            byte[] digest = Digest(key.Public);
            Assert.IsTrue(key.Public.VerifyDigest(digest, read.SignDigest(digest), out _));
        }
    }

    [TestMethod]
    public void The_first_test_key_of_RFC_8032_has_its_public_part()
    {
        byte[] seed = Hex("9D61B19DEFFD5A60BA844AF492EC2CC44449C5697B326919703BAC031CAE7F60");
        byte[] point = Hex("D75A980182B10AB7D54BFED3C964073A0EE172F3DAA62325AF021A68F707511A");

        Assert.AreEqual(KeyFault.None, PrivateFault(Body(Ecc("Ed25519", point), Pair("d", seed))));
        seed[0] ^= 1;
        Assert.AreEqual(KeyFault.PrivateKeyMismatch, PrivateFault(Body(Ecc("Ed25519", point), Pair("d", seed))));
    }

    [TestMethod]
    [DynamicData(nameof(TestKeys.Algorithms), typeof(TestKeys))]
    public void Parts_of_two_keys_do_not_make_one(KeyAlgorithm algorithm)
    {
        SexpList mine = (SexpList)Of(algorithm).ToSexp()[1];
        using PrivateKey other = PrivateKey.Generate(algorithm);
        SexpList theirs = (SexpList)other.ToSexp()[1];
        SexpList mixed = SexpList.Of("private-key", new SexpList([.. mine.Items[..3], .. theirs.Items[3..]]));

        Assert.AreEqual(KeyFault.PrivateKeyMismatch, PrivateFault(mixed));
    }

    [TestMethod]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(5)]
    [DataRow(6)]
    public void An_RSA_key_with_one_wrong_number_is_refused(int part)
    {
        SexpList body = (SexpList)Of(KeyAlgorithm.Rsa2048).ToSexp()[1];
        byte[] number = Atom(body[part]);
        number[^1] ^= 4;
        SexpNode wrong = Pair(((SexpAtom)((SexpList)body[part])[0]).ToString(), number);

        KeyFault fault = PrivateFault(SexpList.Of("private-key", new SexpList(body.Items.SetItem(part, wrong))));

        Assert.AreEqual(KeyFault.PrivateKeyMismatch, fault);
    }

    [TestMethod]
    public void RSA_primes_in_the_other_order_are_a_second_spelling()
    {
        SexpList body = (SexpList)Of(KeyAlgorithm.Rsa2048).ToSexp()[1];
        SexpList swapped = SexpList.Of("private-key", SexpList.Of(
            body[0], body[1], body[2], body[3], Pair("p", Atom(body[5])), Pair("q", Atom(body[4])), body[6]));

        Assert.AreEqual(KeyFault.PrivateKeyShape, PrivateFault(swapped));
    }

    [TestMethod]
    public void Malformed_private_keys_are_refused()
    {
        SexpList p256 = Of(KeyAlgorithm.P256).ToSexp();
        SexpList body = (SexpList)p256[1];
        byte[] order = Hex("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");
        byte[] d = Atom(body[3]);
        SexpList known = Of(KeyAlgorithm.P256).Public.Sexp;

        Assert.AreEqual(KeyFault.NotAPrivateKey, PrivateFault("private-key"));
        Assert.AreEqual(KeyFault.NotAPrivateKey, PrivateFault(known));
        Assert.AreEqual(KeyFault.PrivateKeyShape, PrivateFault(SexpList.Of("private-key", known[1])));
        Assert.AreEqual(KeyFault.PrivateKeyShape, PrivateFault(SexpList.Of("private-key", body, body)));
        Assert.AreEqual(KeyFault.PrivateKeyShape, PrivateFault(Body(known, Pair("d", new byte[32]))));
        Assert.AreEqual(KeyFault.PrivateKeyShape, PrivateFault(Body(known, Pair("d", order))));
        Assert.AreEqual(KeyFault.PrivateKeyShape, PrivateFault(Body(known, Pair("d", [0, .. d]))));
        Assert.AreEqual(KeyFault.PrivateKeyShape, PrivateFault(Body(known, Pair("e", d))));
        Assert.AreEqual(KeyFault.UnknownCurve, PrivateFault(Body(Ecc("nistp256", d), Pair("d", d))));
        Assert.AreEqual(
            KeyFault.PrivateKeyShape, PrivateFault(Body(Of(KeyAlgorithm.Rsa2048).Public.Sexp, Pair("d", d))));
    }

    [TestMethod]
    public void The_text_of_a_key_object_holds_nothing_of_the_secret()
    {
        using PrivateKey key = PrivateKey.Generate(KeyAlgorithm.Ed25519);

        Assert.AreEqual(key.Public.Principal.ToString(), key.ToString());
        Assert.IsNull(typeof(PrivateKey).GetMethod("PrintMembers", (System.Reflection.BindingFlags)(-1)));
    }

    [TestMethod]
    public void A_disposed_key_signs_no_more()
    {
        PrivateKey key = PrivateKey.Generate(KeyAlgorithm.P256);
        byte[] digest = Digest(key.Public);
        key.Dispose();

        Assert.ThrowsExactly<ObjectDisposedException>(() => key.SignDigest(digest));
    }

    internal static SexpList Body(SexpList publicKey, SexpNode secret) =>
        SexpList.Of("private-key", new SexpList([.. ((SexpList)publicKey[1]).Items, secret]));

    internal static KeyFault PrivateFault(SexpNode node, string passphrase = "")
    {
        bool read = PrivateKey.TryParse(
            node, System.Text.Encoding.UTF8.GetBytes(passphrase), out PrivateKey? key, out KeyFault fault);
        key?.Dispose();
        Assert.AreEqual(read, fault == KeyFault.None);
        return fault;
    }
}
