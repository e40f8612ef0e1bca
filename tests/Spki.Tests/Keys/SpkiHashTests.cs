using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Tests.Keys;

[TestClass]
public sealed class SpkiHashTests
{
    [TestMethod]
    [DataRow(SpkiHashAlgorithm.Sha256, "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [DataRow(
        SpkiHashAlgorithm.Sha384,
        "sha384:cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7")]
    public void A_hash_has_its_known_value_and_is_read_back(SpkiHashAlgorithm algorithm, string expected)
    {
        SpkiHash hash = SpkiHash.Of(algorithm, "abc"u8);

        Assert.AreEqual(expected, hash.ToString());
        Assert.IsTrue(SpkiHash.TryParse(hash.ToSexp(), out SpkiHash? read, out _));
        Assert.AreEqual(hash, read);
        Assert.AreEqual(hash.GetHashCode(), read.GetHashCode());
        Assert.AreNotEqual(SpkiHash.Of(algorithm, "abd"u8), read);
    }

    [TestMethod]
    public void Broken_hashes_are_refused_by_name_whatever_their_length()
    {
        Assert.AreEqual(KeyFault.WeakHash, FaultOf(SexpList.Of("hash", "md5", SexpAtom.Of(new byte[16]))));
        Assert.AreEqual(KeyFault.WeakHash, FaultOf(SexpList.Of("hash", "sha1", SexpAtom.Of(new byte[32]))));
    }

    [TestMethod]
    public void Unknown_and_malformed_hashes_are_refused()
    {
        Assert.AreEqual(KeyFault.UnknownHash, FaultOf(SexpList.Of("hash", "http://example.org/h", "x")));
        Assert.AreEqual(KeyFault.HashLength, FaultOf(SexpList.Of("hash", "sha384", SexpAtom.Of(new byte[32]))));
        Assert.AreEqual(KeyFault.HashLength, FaultOf(SexpList.Of("hash", "sha256", "")));
        Assert.AreEqual(KeyFault.NotAHash, FaultOf(SexpList.Of("hash", SexpList.Of(), "x")));
        Assert.AreEqual(KeyFault.NotAHash, FaultOf(SexpList.Of("mash", "sha256", SexpAtom.Of(new byte[32]))));
        Assert.AreEqual(KeyFault.NotAHash, FaultOf(SexpList.Of()));
    }

    [TestMethod]
    public void A_value_of_another_length_is_a_programming_error() =>
        Assert.ThrowsExactly<ArgumentException>(() => new SpkiHash(SpkiHashAlgorithm.Sha384, new byte[32]));

    private static KeyFault FaultOf(SexpNode node) =>
        SpkiHash.TryParse(node, out _, out KeyFault fault) ? KeyFault.None : fault;
}
