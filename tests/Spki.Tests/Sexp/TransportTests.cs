using System.Text;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Tests.Sexp;

[TestClass]
public sealed class TransportTests
{
    [TestMethod]
    public void Braces_hold_the_canonical_form()
    {
        SexpNode node = SexpList.Of("a", "b", "c");

        Assert.AreEqual("{KDE6YTE6YjE6Yyk=}", Transport.Encode(node));
        Assert.AreEqual("{KDE6YTE\n6YjE6Yyk\n=}", Transport.Encode(node, 8));
    }

    [TestMethod]
    public void Lines_of_any_width_are_read_back()
    {
        SexpNode node = SexpList.Of("octets", SexpAtom.Of(new byte[200]));
        for (int width = 0; width < 300; width++)
        {
            string text = Transport.Encode(node, width);

            Assert.IsTrue(SexpNode.TryParse(Encoding.ASCII.GetBytes(text), null, out SexpNode? read, out _));
            Assert.AreEqual(node, read);
            Assert.IsTrue(width == 0 || text.Split('\n').All(line => line.Length <= width));
        }
    }

    [TestMethod]
    public void The_limit_counts_the_bytes_that_arrive()
    {
        SexpLimits limits = new() { MaxTotalBytes = 18 };

        Assert.IsTrue(SexpNode.TryParse("{KDE6YTE6YjE6Yyk=}"u8.ToArray(), limits, out _, out _));
        Assert.IsFalse(SexpNode.TryParse("{KDE6YTE6YjE6Yyk= }"u8.ToArray(), limits, out _, out SexpError error));
        Assert.AreEqual(new SexpError(SexpFault.InputTooLong, 18), error);
    }
}
