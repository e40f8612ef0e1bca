using System.Text;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Text;

namespace HiperNet.Spki.Tests.Text;

[TestClass]
public sealed class SexpTextTests
{
    [TestMethod]
    [DataRow("(a\n  b!)", 2, 4)]
    [DataRow("(a\r\n  b!)", 2, 4)]
    [DataRow("(a\r  b!)", 2, 4)]
    [DataRow("(a\n\r  b!)", 3, 4)]
    [DataRow("!", 1, 1)]
    [DataRow("(4:\n\n\n\n!)", 5, 1)]
    [DataRow("(\"caf\u00E9\")", 1, 6)]
    [DataRow("\n\n", 3, 1)]
    public void A_fault_has_a_line_and_a_column(string text, int line, int column)
    {
        SexpTextError error = ErrorOf(text);

        Assert.AreEqual((line, column), (error.Line, error.Column));
    }

    [TestMethod]
    [DataRow(
        "(a (b)\n c",
        "line 2, column 3: the expression is not complete; "
        + "expected ')' for the list opened at line 1, column 1")]
    [DataRow("(03:abc)", "line 1, column 3: a length with a leading zero; expected a length without leading zeros")]
    [DataRow("#6g#", "line 1, column 3: hexadecimal with an odd or foreign digit; expected a hexadecimal digit or '#'")]
    [DataRow(
        "[a](b)",
        "line 1, column 4: a display hint that no octet string follows; "
        + "expected the octet string that the hint belongs to")]
    [DataRow("4\"abc\"", "line 1, column 7: a length that differs from the octets given; expected 4 octets, not 3")]
    [DataRow("abc )", "line 1, column 5: bytes after the end of the expression; expected the end of the text")]
    [DataRow("(22)", "line 1, column 4: a byte that cannot stand here; expected ':', '\"', '#' or '|'")]
    [DataRow("[a b]c", "line 1, column 4: a byte that cannot stand here; expected ']'")]
    [DataRow("\"abc", "line 1, column 5: the expression is not complete; expected printable ASCII, an escape or '\"'")]
    public void A_fault_is_one_line_that_says_what_was_expected(string text, string line)
    {
        Assert.AreEqual(line, ErrorOf(text).ToString());
    }

    [TestMethod]
    public void No_fault_takes_more_than_one_line()
    {
        string[] texts =
        [
            "", "(", ")", "(,)", "[", "[]", "\"", "\"\\", "\"\\9\"", "#", "#1#", "|", "|1|", "1", "1\"\"", "{", "{}",
            "a1\"\"",
        ];
        foreach (string text in texts)
        {
            string line = ErrorOf(text).ToString();

            Assert.IsFalse(line.Contains('\n', StringComparison.Ordinal), line);
            Assert.IsTrue(line.Contains("; expected ", StringComparison.Ordinal), line);
        }
    }

    [TestMethod]
    public void Several_expressions_come_with_their_places()
    {
        byte[] text = Encoding.ASCII.GetBytes("\n(a b) 3:abc{KDE6YSk=}\"x\"token\n");

        IReadOnlyList<SexpTextItem> items = SexpText.ParseAll(text);

        CollectionAssert.AreEqual(
            new[] { "(a b)", "3:abc", "{KDE6YSk=}", "\"x\"", "token" },
            items.Select(item => Encoding.ASCII.GetString(text[item.Start..item.End])).ToArray());
        CollectionAssert.AreEqual(
            new SexpNode[] { SexpList.Of("a", "b"), "abc", SexpList.Of("a"), "x", "token" },
            items.Select(item => item.Node).ToArray());
    }

    [TestMethod]
    public void No_expression_is_a_list_of_none()
    {
        Assert.IsEmpty(SexpText.ParseAll(" \n"u8.ToArray()));
    }

    [TestMethod]
    public void Those_before_a_fault_are_kept_and_the_fault_is_told()
    {
        bool read = SexpText.TryParseAll(
            "(a) (b) (c"u8.ToArray(), null, out IReadOnlyList<SexpTextItem> items, out SexpTextError error);

        Assert.IsFalse(read);
        Assert.HasCount(2, items);
        Assert.AreEqual(SexpFault.UnexpectedEnd, error.Fault);
        Assert.ThrowsExactly<SexpFileException>(() => SexpText.ParseAll("(a"u8.ToArray()));
    }

    [TestMethod]
    public void The_limits_count_the_whole_text()
    {
        SexpLimits limits = SexpLimits.File with { MaxElements = 3, MaxTotalBytes = 12, MaxAtomBytes = 4 };

        Assert.IsTrue(SexpText.TryParseAll("a b c"u8.ToArray(), limits, out _, out _));
        Assert.AreEqual(SexpFault.TooManyElements, FaultOfAll("a b c d", limits));
        Assert.AreEqual(SexpFault.TooManyElements, FaultOfAll("a{KDE6YSk=}", limits with { MaxElements = 2 }));
        Assert.AreEqual(SexpFault.InputTooLong, FaultOfAll("aaaa bbbb cccc", limits));
        Assert.AreEqual(SexpFault.AtomTooLong, FaultOfAll("abcde", limits));
        Assert.AreEqual(SexpFault.AtomTooLong, FaultOfAll("\"abcde\"", limits));
        Assert.AreEqual(SexpFault.AtomTooLong, FaultOfAll("\"abcd\\n\"", limits));
        Assert.AreEqual(SexpFault.AtomTooLong, FaultOfAll("#6162636465#", limits));
        Assert.AreEqual(SexpFault.AtomTooLong, FaultOfAll("|YWJjZGU=|", limits));
        Assert.AreEqual(SexpFault.AtomTooLong, FaultOfAll("5:abcde", limits));
        Assert.AreEqual(SexpFault.AtomTooLong, FaultOfAll("[abcde]a", limits));
    }

    [TestMethod]
    public void Octets_that_stand_as_they_are_are_not_copied()
    {
        byte[] text = Encoding.ASCII.GetBytes("(token 8:verbatim \"quoted\")");
        Assert.IsTrue(SexpText.TryParse(text, null, out SexpNode? node, out _));

        foreach (SexpNode item in (SexpList)node)
        {
            Assert.IsTrue(((SexpAtom)item).Octets.Span.Overlaps(text));
        }
    }

    private static SexpTextError ErrorOf(string text)
    {
        byte[] octets = Encoding.Latin1.GetBytes(text);
        Assert.IsFalse(SexpText.TryParse(octets, null, out SexpNode? node, out SexpTextError error));
        Assert.IsNull(node);
        return error;
    }

    private static SexpFault FaultOfAll(string text, SexpLimits limits)
    {
        Assert.IsFalse(SexpText.TryParseAll(Encoding.ASCII.GetBytes(text), limits, out _, out SexpTextError error));
        return error.Fault;
    }
}
