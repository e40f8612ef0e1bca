using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Tests.Sexp;

[TestClass]
public sealed class SexpNodeTests
{
    [TestMethod]
    public void A_tree_knows_its_canonical_form()
    {
        SexpNode node = SexpList.Of("snicker", "abc", SexpList.Of(SexpAtom.Of([3]), "YWJj"));

        Assert.AreEqual("(7:snicker3:abc(1:\u00034:YWJj))", System.Text.Encoding.ASCII.GetString(node.Canonical.Span));
    }

    [TestMethod]
    public void A_tree_read_from_bytes_equals_the_tree_built()
    {
        SexpNode built = SexpList.Of("a", new SexpAtom("x"u8.ToArray(), "text/plain"u8.ToArray()), SexpList.Of());

        Assert.IsTrue(SexpNode.TryParse(built.Canonical, null, out SexpNode? read, out _));
        Assert.AreEqual(built, read);
        Assert.AreEqual("(a [text/plain]x ())", read.ToString());
    }
}
