using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Tests.Keys;

[TestClass]
public sealed class PrincipalTests
{
    private static readonly byte[] Octets = [.. Enumerable.Range(0, 32).Select(i => (byte)(i * 7))];

    [TestMethod]
    public void A_principal_is_read_back_from_its_object()
    {
        Principal principal = Principal.Of(Octets);

        Assert.AreEqual(SexpList.Of("hash", "sha256", SexpAtom.Of(Octets)), principal.ToSexp());
        Assert.IsTrue(Principal.TryParse(principal.ToSexp(), out Principal read, out KeyFault fault));
        Assert.AreEqual(principal, read);
        Assert.AreEqual(KeyFault.None, fault);
        CollectionAssert.AreEqual(Octets, read.ToArray());
        Assert.AreEqual(Convert.ToHexStringLower(Octets), read.ToString());
    }

    [TestMethod]
    public void Every_octet_counts_in_equality_and_order()
    {
        Principal principal = Principal.Of(Octets);
        for (int i = 0; i < Octets.Length; i++)
        {
            byte[] larger = [.. Octets];
            larger[i]++;
            Principal other = Principal.Of(larger);
            Assert.AreNotEqual(principal, other);
            Assert.IsLessThan(0, principal.CompareTo(other));
            Assert.IsGreaterThan(0, other.CompareTo(principal));
        }

        Assert.AreEqual(0, principal.CompareTo(Principal.Of(Octets)));
    }

    [TestMethod]
    public void Only_the_hash_form_is_a_principal()
    {
        Assert.AreEqual(KeyFault.NotAPrincipal, FaultOf(TestKeys.Of(KeyAlgorithm.P256).Public.Sexp));
        Assert.AreEqual(KeyFault.NotAPrincipal, FaultOf("sha256"));
        Assert.AreEqual(KeyFault.NotAPrincipal, FaultOf(SexpList.Of("hash", "sha256")));
        Assert.AreEqual(
            KeyFault.NotAPrincipal,
            FaultOf(SexpList.Of("hash", "sha256", SexpAtom.Of(Octets), SexpList.Of("uri", "http://example.org"))));
        Assert.AreEqual(
            KeyFault.NotAPrincipal,
            FaultOf(SexpList.Of("hash", "sha256", new SexpAtom(Octets, "x"u8.ToArray()))));
    }

    [TestMethod]
    public void Other_hashes_are_not_principals()
    {
        Assert.AreEqual(KeyFault.WeakHash, FaultOf(SexpList.Of("hash", "md5", SexpAtom.Of(Octets.AsSpan(0, 16)))));
        Assert.AreEqual(KeyFault.WeakHash, FaultOf(SexpList.Of("hash", "sha1", SexpAtom.Of(Octets.AsSpan(0, 20)))));
        Assert.AreEqual(KeyFault.UnknownHash, FaultOf(SexpList.Of("hash", "sha512", SexpAtom.Of(Octets))));
        Assert.AreEqual(KeyFault.UnknownHash, FaultOf(SexpList.Of("hash", "SHA256", SexpAtom.Of(Octets))));
        Assert.AreEqual(KeyFault.PrincipalNotSha256, FaultOf(SexpList.Of("hash", "sha384", SexpAtom.Of(new byte[48]))));
        Assert.AreEqual(KeyFault.HashLength, FaultOf(SexpList.Of("hash", "sha256", SexpAtom.Of(Octets.AsSpan(1)))));
        Assert.AreEqual(KeyFault.HashLength, FaultOf(SexpList.Of("hash", "sha256", SexpAtom.Of(new byte[33]))));
    }

    [TestMethod]
    public void A_digest_of_another_length_is_a_programming_error() =>
        Assert.ThrowsExactly<ArgumentException>(() => Principal.Of(new byte[31]));

    private static KeyFault FaultOf(SexpNode node) =>
        Principal.TryParse(node, out _, out KeyFault fault) ? KeyFault.None : fault;
}
