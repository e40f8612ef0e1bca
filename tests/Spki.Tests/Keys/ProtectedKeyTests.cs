using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using HiperNet.Testing;
using static HiperNet.Spki.Tests.Keys.PrivateKeyTests;
using static HiperNet.Spki.Tests.Keys.TestKeys;

namespace HiperNet.Spki.Tests.Keys;

[TestClass]
public sealed class ProtectedKeyTests
{
    private static readonly ScryptCost Cheapest = new(1 << 14, 8, 1);

    [TestMethod]
    [DynamicData(nameof(TestKeys.Algorithms), typeof(TestKeys))]
    public void A_protected_key_opens_with_its_passphrase_only(KeyAlgorithm algorithm)
    {
        SexpNode form = Parse(Of(algorithm).ToProtectedSexp("open sesame"u8, Cheapest).Canonical.ToArray());

        Assert.IsTrue(PrivateKey.TryParse(form, "open sesame"u8, out PrivateKey? key, out _));
        using (key)
        {
            Assert.AreEqual(Of(algorithm).ToSexp(), key.ToSexp());
        }

        Assert.AreEqual(KeyFault.WrongPassphrase, PrivateFault(form, "open sesamf"));
        Assert.AreEqual(KeyFault.PassphraseNeeded, PrivateFault(form));
        Assert.IsTrue(KeyFile.TryReadPublic(form, out PublicKey? known, out _));
        Assert.AreEqual(Of(algorithm).Public, known);
    }

    [TestMethod]
    public void The_default_cost_is_written_out()
    {
        SexpList form = Of(KeyAlgorithm.P256).ToProtectedSexp("p"u8);

        string kdf = ((SexpList)form[2]).ToString();
        Assert.StartsWith("(kdf scrypt (n \"32768\") (r \"8\") (p \"1\") (salt ", kdf, StringComparison.Ordinal);
        Assert.AreEqual(KeyFault.None, PrivateFault(form, "p"));
    }

    [TestMethod]
    public void A_protected_key_holds_nothing_of_the_secret_in_the_open()
    {
        byte[] secret = Atom(((SexpList)Of(KeyAlgorithm.P256).ToSexp()[1])[3]);
        byte[] form = Of(KeyAlgorithm.P256).ToProtectedSexp("p"u8, Cheapest).Canonical.ToArray();

        Assert.IsLessThan(0, form.AsSpan().IndexOf(secret));
        Assert.IsLessThan(0, form.AsSpan().IndexOf(secret.AsSpan(0, 8)));
    }

    [TestMethod]
    public void Two_seals_of_one_key_share_neither_salt_nor_nonce()
    {
        SexpList first = Of(KeyAlgorithm.P256).ToProtectedSexp("p"u8, Cheapest);
        SexpList second = Of(KeyAlgorithm.P256).ToProtectedSexp("p"u8, Cheapest);

        Assert.AreNotEqual(((SexpList)first[2])[5], ((SexpList)second[2])[5]);
        Assert.AreNotEqual(((SexpList)first[3])[2], ((SexpList)second[3])[2]);
    }

    [TestMethod]
    public void A_changed_seal_nonce_or_salt_is_noticed()
    {
        SexpList form = Of(KeyAlgorithm.P256).ToProtectedSexp("p"u8, Cheapest);
        foreach ((int part, int item) in ((int, int)[])[(2, 5), (3, 2), (3, 3)])
        {
            SexpList list = (SexpList)form[part];
            byte[] octets = Atom(list[item]);
            octets[^1] ^= 1;
            SexpNode changed = Pair(((SexpList)list[item])[0].ToString(), octets);
            SexpList wrong = new(form.Items.SetItem(part, new SexpList(list.Items.SetItem(item, changed))));

            Assert.AreEqual(KeyFault.WrongPassphrase, PrivateFault(wrong, "p"), changed.ToString());
        }
    }

    [TestMethod]
    public void The_public_key_and_the_cost_are_part_of_the_seal()
    {
        SexpList form = Of(KeyAlgorithm.P256).ToProtectedSexp("p"u8, Cheapest);
        using PrivateKey other = PrivateKey.Generate(KeyAlgorithm.P256);
        SexpList otherKey = new(form.Items.SetItem(1, other.Public.Sexp));
        SexpList otherCost = WithKdf(form, "32768", "8", "1");

        Assert.AreEqual(KeyFault.WrongPassphrase, PrivateFault(otherKey, "p"));
        Assert.AreEqual(KeyFault.WrongPassphrase, PrivateFault(otherCost, "p"));
    }

    [TestMethod]
    [DataRow("1048576", "8", "1", KeyFault.DerivationTooCostly)]
    [DataRow("536870912", "8", "1", KeyFault.DerivationTooCostly)]
    [DataRow("32768", "999999999", "1", KeyFault.DerivationTooCostly)]
    [DataRow("32768", "8", "999999999", KeyFault.DerivationTooCostly)]
    [DataRow("536870912", "999999999", "999999999", KeyFault.DerivationTooCostly)]
    [DataRow("1024", "8", "1", KeyFault.DerivationTooWeak)]
    [DataRow("2", "1", "1", KeyFault.DerivationTooWeak)]
    [DataRow("32767", "8", "1", KeyFault.PrivateKeyShape)]
    [DataRow("032768", "8", "1", KeyFault.PrivateKeyShape)]
    [DataRow("0", "8", "1", KeyFault.PrivateKeyShape)]
    [DataRow("-2", "8", "1", KeyFault.PrivateKeyShape)]
    [DataRow("1", "131072", "1", KeyFault.PrivateKeyShape)]
    [DataRow("32768x", "8", "1", KeyFault.PrivateKeyShape)]
    [DataRow("9999999999", "8", "1", KeyFault.PrivateKeyShape)]
    [DataRow("", "8", "1", KeyFault.PrivateKeyShape)]
    public void A_cost_outside_the_limits_is_refused_before_any_work(string n, string r, string p, KeyFault expected)
    {
        SexpList good = Of(KeyAlgorithm.P256).ToProtectedSexp("p"u8, Cheapest);
        SexpList form = WithKdf(good, n, r, p);

        TimeSpan refusal = ShortestTime.Of(() => Assert.AreEqual(expected, PrivateFault(form, "p")));
        TimeSpan leastWork = ShortestTime.Of(() => Assert.AreEqual(KeyFault.None, PrivateFault(good, "p")));
        Assert.IsLessThan(leastWork, refusal);
    }

    [TestMethod]
    public void Another_protection_is_refused_by_name()
    {
        SexpList form = Of(KeyAlgorithm.P256).ToProtectedSexp("p"u8, Cheapest);
        SexpList kdf = new(((SexpList)form[2]).Items.SetItem(1, "argon2id"));
        SexpList cipher = new(((SexpList)form[3]).Items.SetItem(1, "aes-128-cbc"));

        Assert.AreEqual(KeyFault.UnknownProtection, PrivateFault(new SexpList(form.Items.SetItem(2, kdf)), "p"));
        Assert.AreEqual(KeyFault.UnknownProtection, PrivateFault(new SexpList(form.Items.SetItem(3, cipher)), "p"));
    }

    [TestMethod]
    public void Malformed_protected_keys_are_refused()
    {
        SexpList form = Of(KeyAlgorithm.P256).ToProtectedSexp("p"u8, Cheapest);
        SexpList cipher = (SexpList)form[3];
        SexpList shortSeal = new(cipher.Items.SetItem(3, Pair("sealed", new byte[16])));
        SexpList longSeal = new(cipher.Items.SetItem(3, Pair("sealed", new byte[9000])));
        SexpList shortNonce = new(cipher.Items.SetItem(2, Pair("nonce", new byte[11])));

        Assert.AreEqual(KeyFault.PrivateKeyShape, PrivateFault(new SexpList(form.Items[..3]), "p"));
        Assert.AreEqual(KeyFault.PrivateKeyShape, PrivateFault(new SexpList(form.Items.SetItem(3, shortSeal)), "p"));
        Assert.AreEqual(KeyFault.PrivateKeyShape, PrivateFault(new SexpList(form.Items.SetItem(3, longSeal)), "p"));
        Assert.AreEqual(KeyFault.PrivateKeyShape, PrivateFault(new SexpList(form.Items.SetItem(3, shortNonce)), "p"));
        Assert.AreEqual(KeyFault.PrivateKeyShape, PrivateFault(new SexpList(form.Items.SetItem(2, "kdf")), "p"));
        Assert.AreEqual(KeyFault.NotAPublicKey, PrivateFault(new SexpList(form.Items.SetItem(1, "x")), "p"));
    }

    [TestMethod]
    public void No_key_is_sealed_with_an_empty_passphrase_or_a_forbidden_cost()
    {
        Assert.ThrowsExactly<ArgumentException>(() => Of(KeyAlgorithm.P256).ToProtectedSexp(default));
        Assert.ThrowsExactly<ArgumentException>(
            () => Of(KeyAlgorithm.P256).ToProtectedSexp("p"u8, new ScryptCost(1024, 8, 1)));
    }

    private static SexpList WithKdf(SexpList form, string n, string r, string p)
    {
        SexpList kdf = (SexpList)form[2];
        SexpList other = SexpList.Of(
            "kdf", "scrypt", SexpList.Of("n", n), SexpList.Of("r", r), SexpList.Of("p", p), kdf[5]);
        return new SexpList(form.Items.SetItem(2, other));
    }
}
