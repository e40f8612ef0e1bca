using System.Text;
using HiperNet.Spki.Sexp;
using HiperNet.Testing;

namespace HiperNet.Spki.Tests.Sexp;

[TestClass]
public sealed class AdvancedWriterTests
{
    [TestMethod]
    public void Each_octet_string_has_its_form()
    {
        SexpNode node = SexpList.Of(
            "token", "", "1st", "two words", "\"\\", SexpAtom.Of([0, 0xFF]), SexpAtom.Of(new byte[49]),
            new SexpAtom("x"u8.ToArray(), "text/plain; charset=utf-8"u8.ToArray()), SexpList.Of());

        Assert.AreEqual(
            "(token \"\" \"1st\" \"two words\" \"\\\"\\\\\" #00ff# |" + Convert.ToBase64String(new byte[49])
                + "| [\"text/plain; charset=utf-8\"]x ())",
            AdvancedWriter.WriteLine(node));
    }

    [TestMethod]
    public void A_list_that_fits_stays_on_its_line()
    {
        SexpNode node = SexpList.Of("tag", SexpList.Of("net", "abc"), SexpList.Of("port", "22"));

        Assert.AreEqual("(tag (net abc) (port \"22\"))", AdvancedWriter.WritePretty(node, 27));
        Assert.AreEqual("(tag\n (net abc)\n (port \"22\"))", AdvancedWriter.WritePretty(node, 26));
    }

    [TestMethod]
    public void Lists_break_from_the_outside()
    {
        SexpNode node = SexpList.Of("a", SexpList.Of("bb", SexpList.Of("cc", "dd"), "ee"), "f");

        Assert.AreEqual("(a\n (bb\n  (cc dd)\n  ee)\n f)", AdvancedWriter.WritePretty(node, 10));
    }

    [TestMethod]
    public void The_measured_length_is_the_written_one()
    {
        string[] texts =
            ["token", "", "1", "two words", "\"\"\\", "\0", new string('\0', 48), new string('\0', 50)];
        foreach (string text in texts)
        {
            SexpAtom hinted = new(Encoding.ASCII.GetBytes(text), "h h"u8.ToArray());
            SexpNode node = SexpList.Of(text, hinted, SexpList.Of());
            string line = AdvancedWriter.WriteLine(node);

            Assert.AreEqual(line, AdvancedWriter.WritePretty(node, line.Length));
            Assert.AreNotEqual(line, AdvancedWriter.WritePretty(node, line.Length - 1));
        }
    }

    [TestMethod]
    public void Deep_and_large_trees_take_linear_time()
    {
        SexpNode flat = Nested(levels: 1);
        SexpNode deep = Nested(levels: 1000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        string text = AdvancedWriter.WritePretty(deep);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        TimeSpan flatTime = ShortestTime.Of(() => AdvancedWriter.WritePretty(flat));
        TimeSpan deepTime = ShortestTime.Of(() => AdvancedWriter.WritePretty(deep));

        // Each level once looked at all that is below it: 1,000 times a megabyte.
        Assert.IsLessThan(100 * flatTime, deepTime);
        Assert.IsLessThan(50L << 20, allocated);
        Assert.IsGreaterThan(1 << 20, text.Length);
    }

    private static SexpNode Nested(int levels)
    {
        SexpNode node = SexpAtom.Of(new byte[1 << 20]);
        for (int level = 0; level < levels; level++)
        {
            node = SexpList.Of("level", node, "end");
        }

        return node;
    }
}
