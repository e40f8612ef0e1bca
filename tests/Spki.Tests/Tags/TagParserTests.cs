using HiperNet.Spki.Tags;
using static HiperNet.Spki.Tests.Tags.TagText;

namespace HiperNet.Spki.Tests.Tags;

[TestClass]
public sealed class TagParserTests
{
    [TestMethod]
    [DataRow("()", TagFault.EmptyList)]
    [DataRow("(a ())", TagFault.EmptyList)]
    [DataRow("((a) b)", TagFault.HeadNotAtom)]
    [DataRow("(a ((*)))", TagFault.HeadNotAtom)]
    [DataRow("([h]*)", TagFault.HintInStarForm)]
    [DataRow("([h]* set a)", TagFault.HintInStarForm)]
    [DataRow("(* [h]set a)", TagFault.HintInStarForm)]
    [DataRow("(* [h]foo a)", TagFault.HintInStarForm)]
    [DataRow("(* foo)", TagFault.UnknownStarForm)]
    [DataRow("(* foo a b)", TagFault.UnknownStarForm)]
    [DataRow("(* *)", TagFault.UnknownStarForm)]
    [DataRow("(* SET a)", TagFault.UnknownStarForm)]
    [DataRow("(* sets a)", TagFault.UnknownStarForm)]
    [DataRow("(* \"\" a)", TagFault.UnknownStarForm)]
    [DataRow("(* (set a))", TagFault.UnknownStarForm)]
    [DataRow("(* not a)", TagFault.UnknownStarForm)]
    [DataRow("(* and (* prefix a) (* range numeric))", TagFault.UnknownStarForm)]
    [DataRow("(a (b (* foo)))", TagFault.UnknownStarForm)]
    [DataRow("(* set a (* foo))", TagFault.UnknownStarForm)]
    [DataRow("(* set (*) (* foo))", TagFault.UnknownStarForm)]
    [DataRow("(* set)", TagFault.EmptySet)]
    [DataRow("(* set a (* set))", TagFault.EmptySet)]
    [DataRow("(* prefix)", TagFault.MalformedPrefix)]
    [DataRow("(* prefix a b)", TagFault.MalformedPrefix)]
    [DataRow("(* prefix (a))", TagFault.MalformedPrefix)]
    [DataRow("(* prefix [h]a)", TagFault.MalformedPrefix)]
    [DataRow("(* range)", TagFault.MalformedRange)]
    [DataRow("(* range alpha ge)", TagFault.MalformedRange)]
    [DataRow("(* range alpha a)", TagFault.MalformedRange)]
    [DataRow("(* range alpha a b)", TagFault.MalformedRange)]
    [DataRow("(* range alpha gt a)", TagFault.MalformedRange)]
    [DataRow("(* range alpha [h]ge a)", TagFault.MalformedRange)]
    [DataRow("(* range alpha ge [h]a)", TagFault.MalformedRange)]
    [DataRow("(* range alpha ge (a))", TagFault.MalformedRange)]
    [DataRow("(* range alpha (ge a))", TagFault.MalformedRange)]
    [DataRow("(* range alpha le b ge a)", TagFault.MalformedRange)]
    [DataRow("(* range alpha ge a ge b)", TagFault.MalformedRange)]
    [DataRow("(* range alpha ge a le b c)", TagFault.MalformedRange)]
    [DataRow("(* range alpha ge a le b le c)", TagFault.MalformedRange)]
    [DataRow("(* range (alpha))", TagFault.UnknownOrdering)]
    [DataRow("(* range [h]alpha)", TagFault.UnknownOrdering)]
    [DataRow("(* range Alpha)", TagFault.UnknownOrdering)]
    [DataRow("(* range octal ge 7)", TagFault.UnknownOrdering)]
    [DataRow("(* range ge a)", TagFault.MalformedRange)]
    [DataRow("(* range numeric ge 010)", TagFault.BadBound)]
    [DataRow("(* range numeric ge 1 le 1e1)", TagFault.BadBound)]
    [DataRow("(* range numeric le \"\")", TagFault.BadBound)]
    [DataRow("(* range numeric ge NaN)", TagFault.BadBound)]
    [DataRow("(* range time ge 24:00:00)", TagFault.BadBound)]
    [DataRow("(* range date le 2026-02-29_00:00:00)", TagFault.BadBound)]
    [DataRow("(* range binary ge #0001#)", TagFault.BadBound)]
    [DataRow("(* range alpha g a l #6100#)", TagFault.EmptyRange)]
    [DataRow("(* range alpha ge b le a)", TagFault.EmptyRange)]
    [DataRow("(* range alpha g a le a)", TagFault.EmptyRange)]
    [DataRow("(* range alpha ge a l a)", TagFault.EmptyRange)]
    [DataRow("(* range alpha l \"\")", TagFault.EmptyRange)]
    [DataRow("(* range numeric g 1 l 1.000000001)", TagFault.EmptyRange)]
    [DataRow("(* range numeric ge 2 le 1)", TagFault.EmptyRange)]
    [DataRow("(* range numeric g 999999999999999999.999999999)", TagFault.EmptyRange)]
    [DataRow("(* range time g 23:59:59)", TagFault.EmptyRange)]
    [DataRow("(* range date l 0001-01-01_00:00:00)", TagFault.EmptyRange)]
    [DataRow("(* range binary l #00#)", TagFault.EmptyRange)]
    public void What_is_not_in_the_grammar_is_refused_by_name(string text, TagFault expected)
    {
        Assert.AreEqual(expected, FaultOf(text));
        Assert.AreNotEqual("", expected.Describe());
    }

    [TestMethod]
    [DataRow("(* set a a)", "a")]
    [DataRow("(* set a)", "a")]
    [DataRow("(* set b a)", "(* set a b)")]
    [DataRow("(* set a (* set b (* set c a)))", "(* set a b c)")]
    [DataRow("(* set a (*) b)", "(*)")]
    [DataRow("(* set a (* set (*)))", "(*)")]
    [DataRow("(* set ab (* prefix a))", "(* prefix a)")]
    [DataRow("(* set (* prefix ab) (* prefix a))", "(* prefix a)")]
    [DataRow("(* set (dns) (dns (*)))", "(dns)")]
    [DataRow("(* set (a b) (a (* set b c)))", "(a (* set b c))")]
    [DataRow("(* set [h]a a)", "(* set a [h]a)")]
    [DataRow("(* set aaaaaaaaaa aa)", "(* set aaaaaaaaaa aa)")]
    [DataRow("(* set (* range numeric ge 1 le 5) (* range numeric ge 3 le 9))",
        "(* set (* range numeric ge \"1\" le \"5\") (* range numeric ge \"3\" le \"9\"))")]
    public void Sets_are_flat_sorted_and_hold_nothing_twice(string written, string expected) =>
        Assert.AreEqual(expected, Tag(written).ToString());

    [TestMethod]
    [DataRow("(* prefix \"\")", "(* range alpha)")]
    [DataRow("(* range alpha ge \"\")", "(* range alpha)")]
    [DataRow("(* range alpha g \"\")", "(* range alpha g \"\")")]
    [DataRow("(* range alpha ge a l b)", "(* prefix a)")]
    [DataRow("(* range alpha ge #ff#)", "(* prefix #ff#)")]
    [DataRow("(* range alpha ge #61ff# l b)", "(* prefix #61ff#)")]
    [DataRow("(* range alpha ge a le a)", "a")]
    [DataRow("(* range alpha ge a l #6100#)", "a")]
    [DataRow("(* range alpha ge #6100#)", "(* range alpha g a)")]
    [DataRow("(* range alpha le \"\")", "\"\"")]
    [DataRow("(* range numeric)", "(* range numeric)")]
    [DataRow("(* range numeric g 1)", "(* range numeric ge \"1.000000001\")")]
    [DataRow("(* range numeric l 0)", "(* range numeric le -0.000000001)")]
    [DataRow("(* range numeric ge -5 le -5)", "-5")]
    [DataRow("(* range numeric ge -999999999999999999.999999999)", "(* range numeric)")]
    [DataRow("(* range time g 09:59:59 l 10:00:01)", "\"10:00:00\"")]
    [DataRow("(* range time ge 00:00:00 le 23:59:59)", "(* range time)")]
    [DataRow("(* range date g 2024-02-28_23:59:59)", "(* range date ge \"2024-02-29_00:00:00\")")]
    [DataRow("(* range date l 2000-01-01_00:00:00)", "(* range date le \"1999-12-31_23:59:59\")")]
    [DataRow("(* range date le 9999-12-31_23:59:59)", "(* range date)")]
    [DataRow("(* range binary g #ff#)", "(* range binary ge #0100#)")]
    [DataRow("(* range binary le #ffffffffffffffffffffffffffffff#)", "(* range binary)")]
    [DataRow("(* range binary le #00#)", "#00#")]
    public void Each_range_has_one_printed_form(string written, string expected)
    {
        TagExpression tag = Tag(written);

        Assert.AreEqual(expected, tag.ToString());
        Assert.AreEqual(tag, TagGen.Parse(tag.ToSexp()));
    }

    [TestMethod]
    public void Tags_with_different_words_for_one_meaning_are_equal()
    {
        Assert.AreEqual(Tag("(* range alpha g a)"), Tag("(* range alpha ge #6100#)"));
        Assert.AreEqual(Tag("(* set b a b)").GetHashCode(), Tag("(* set a b)").GetHashCode());
        Assert.AreNotEqual(Tag("(dns)"), Tag("(dns (*))"));
        Assert.AreNotEqual(Tag("(* range alpha)"), Tag("(*)"));
    }
}
