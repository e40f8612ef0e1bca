using HiperNet.Spki.Tags;
using static HiperNet.Spki.Tests.Tags.TagText;

namespace HiperNet.Spki.Tests.Tags;

/// <summary>The table of <c>spec/tags.md</c>, row by row.</summary>
[TestClass]
public sealed class TagIntersectionTests
{
    [TestMethod]
    [DataRow("(*)", "(*)")]
    [DataRow("a", "a")]
    [DataRow("(ftp (* set read write))", "(ftp (* set read write))")]
    [DataRow("(* set a b)", "(* set a b)")]
    [DataRow("(* prefix p)", "(* prefix p)")]
    [DataRow("(* range numeric ge 1)", "(* range numeric ge \"1\")")]
    public void All_with_anything_is_the_other(string other, string expected) =>
        Assert.AreEqual(expected, Meet("(*)", other));

    [TestMethod]
    [DataRow("a", "a", "a")]
    [DataRow("a", "b", "empty")]
    [DataRow("a", "aa", "empty")]
    [DataRow("[h]a", "[h]a", "[h]a")]
    [DataRow("[h]a", "a", "empty")]
    [DataRow("[h]a", "[i]a", "empty")]
    [DataRow("\"\"", "\"\"", "\"\"")]
    public void An_atom_meets_only_an_atom_of_equal_octets_and_hint(string a, string b, string expected) =>
        Assert.AreEqual(expected, Meet(a, b));

    [TestMethod]
    [DataRow("abc", "(* prefix ab)", "abc")]
    [DataRow("ab", "(* prefix ab)", "ab")]
    [DataRow("a", "(* prefix ab)", "empty")]
    [DataRow("b", "(* range alpha ge b l c)", "b")]
    [DataRow("c", "(* range alpha ge b l c)", "empty")]
    [DataRow("bzzz", "(* range alpha g b l c)", "bzzz")]
    [DataRow("b", "(* range alpha g b l c)", "empty")]
    [DataRow("5", "(* range numeric ge 5 le 7)", "\"5\"")]
    [DataRow("8", "(* range numeric ge 5 le 7)", "empty")]
    [DataRow("&", "(* range numeric ge 0 le 9)", "empty")]
    [DataRow("[h]abc", "(* prefix ab)", "empty")]
    [DataRow("[h]5", "(* range numeric)", "empty")]
    [DataRow("[h]abc", "(* range alpha)", "empty")]
    public void An_atom_meets_a_prefix_or_range_if_it_is_a_member(string atom, string range, string expected) =>
        Assert.AreEqual(expected, Meet(atom, range));

    [TestMethod]
    [DataRow("(* prefix a)", "(* prefix ab)", "(* prefix ab)")]
    [DataRow("(* prefix ab)", "(* prefix ab)", "(* prefix ab)")]
    [DataRow("(* prefix ab)", "(* prefix ac)", "empty")]
    [DataRow("(* prefix \"\")", "(* prefix ab)", "(* prefix ab)")]
    [DataRow("(* prefix #ff#)", "(* prefix #ffff#)", "(* prefix #ffff#)")]
    [DataRow("(* prefix http://www.clark.net/pub/)", "(* prefix http://www.clark.net/pub/cme/html/)",
        "(* prefix http://www.clark.net/pub/cme/html/)")]
    public void Two_prefixes_meet_in_the_longer_if_it_extends_the_other(string a, string b, string expected) =>
        Assert.AreEqual(expected, Meet(a, b));

    [TestMethod]
    [DataRow("(* range numeric ge 1 le 9)", "(* range numeric ge 5)", "(* range numeric ge \"5\" le \"9\")")]
    [DataRow("(* range numeric ge 1 le 5)", "(* range numeric ge 5 le 9)", "\"5\"")]
    [DataRow("(* range numeric ge 1 l 5)", "(* range numeric ge 5 le 9)", "empty")]
    [DataRow("(* range numeric ge 1 le 4)", "(* range numeric ge 5 le 9)", "empty")]
    [DataRow("(* range alpha ge b)", "(* range alpha g b)", "(* range alpha g b)")]
    [DataRow("(* range alpha le d)", "(* range alpha l d)", "(* range alpha l d)")]
    [DataRow("(* range alpha ge b l e)", "(* range alpha ge c l f)", "(* range alpha ge c l e)")]
    [DataRow("(* range alpha le m)", "(* range alpha ge m)", "m")]
    [DataRow("(* range alpha l m)", "(* range alpha ge m)", "empty")]
    [DataRow("(* range alpha le m)", "(* range alpha g m)", "empty")]
    [DataRow("(* range alpha l a)", "(* range alpha g b)", "empty")]
    [DataRow("(* range time ge 08:00:00)", "(* range time le 18:00:00)",
        "(* range time ge \"08:00:00\" le \"18:00:00\")")]
    [DataRow("(* range date ge 2026-01-01_00:00:00)", "(* range date l 2026-01-01_00:00:01)",
        "\"2026-01-01_00:00:00\"")]
    [DataRow("(* range binary ge #0100#)", "(* range binary l #0200#)", "(* range binary ge #0100# le #01ff#)")]
    public void Two_ranges_of_one_ordering_meet_in_the_tighter_bounds(string a, string b, string expected) =>
        Assert.AreEqual(expected, Meet(a, b));

    [TestMethod]
    [DataRow("(* prefix b)", "(* range alpha ge a le c)", "(* prefix b)")]
    [DataRow("(* prefix b)", "(* range alpha ge bb)", "(* range alpha ge bb l c)")]
    [DataRow("(* prefix b)", "(* range alpha l bb)", "(* range alpha ge b l bb)")]
    [DataRow("(* prefix b)", "(* range alpha le b)", "b")]
    [DataRow("(* prefix b)", "(* range alpha l b)", "empty")]
    [DataRow("(* prefix b)", "(* range alpha ge c)", "empty")]
    [DataRow("(* prefix #ff#)", "(* range alpha ge #ffff#)", "(* prefix #ffff#)")]
    [DataRow("(* prefix #61ff#)", "(* range alpha ge b)", "empty")]
    public void A_prefix_is_an_alpha_range_up_to_its_successor(string prefix, string range, string expected) =>
        Assert.AreEqual(expected, Meet(prefix, range));

    [TestMethod]
    [DataRow("(a b)", "(a b)", "(a b)")]
    [DataRow("(a b)", "(a c)", "empty")]
    [DataRow("(a)", "(a b c)", "(a b c)")]
    [DataRow("(a (*) c)", "(a b)", "(a b c)")]
    [DataRow("(a (* set b c))", "(a (* set c d) e)", "(a c e)")]
    [DataRow("(a (* prefix b) (x))", "(a bb (x y))", "(a bb (x y))")]
    [DataRow("(dns)", "(dns (*))", "(dns (*))")]
    [DataRow("(ftp ftp.clark.net cme (* set read write))", "(*)", "(ftp ftp.clark.net cme (* set read write))")]
    public void Two_lists_meet_element_by_element_and_the_longer_goes_on(string a, string b, string expected) =>
        Assert.AreEqual(expected, Meet(a, b));

    [TestMethod]
    [DataRow("(a)", "a")]
    [DataRow("(a)", "(* prefix a)")]
    [DataRow("(a)", "(* prefix \"\")")]
    [DataRow("(a)", "(* range alpha)")]
    [DataRow("(\"5\")", "(* range numeric)")]
    public void A_list_and_an_atom_prefix_or_range_have_nothing_in_common(string a, string b) =>
        Assert.AreEqual("empty", Meet(a, b));

    [TestMethod]
    [DataRow("(* set read write (foo bla) delete)", "(* set write read)", "(* set read write)")]
    [DataRow("(* set read write (foo bla) delete)", "read", "read")]
    [DataRow("(* set a b)", "(* set c d)", "empty")]
    [DataRow("(* set a b)", "(* set b c)", "b")]
    [DataRow("(* set (a) (b))", "(a x)", "(a x)")]
    [DataRow("(* set (a (*) y) (a x))", "(* set (a x (*)) (b))", "(* set (a x (*)) (a x y))")]
    [DataRow("(* set (* prefix a) b)", "(* set ab b c)", "(* set b ab)")]
    [DataRow("(* set (* prefix a) (* range numeric))", "(* set ac 5 (a))", "(* set \"5\" ac)")]
    [DataRow("(* set (* range numeric ge 1 le 5) (* range numeric ge 10))", "(* range numeric ge 4 le 10)",
        "(* set \"10\" (* range numeric ge \"4\" le \"5\"))")]
    public void A_set_meets_anything_in_the_union_of_its_members_meetings(string set, string other, string expected)
    {
        string meet = Meet(set, other);
        Assert.AreEqual(expected == "empty" ? expected : Tag(expected).ToString(), meet);
    }

    [TestMethod]
    public void The_grammar_has_no_form_for_ranges_of_two_orderings_so_a_conjunction_is_kept()
    {
        string meet = Meet("(* range numeric ge 10 le 99)", "(* prefix 4)");

        Assert.AreEqual("(* and (* prefix \"4\") (* range numeric ge \"10\" le \"99\"))", meet);
        Assert.AreEqual(TagFault.UnknownStarForm, FaultOf(meet.Replace("\"", "", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("42", true)]
    [DataRow("10", false)]
    [DataRow("4", false)]
    [DataRow("4x", false)]
    [DataRow("042", false)]
    public void A_conjunction_grants_what_is_in_each_part(string request, bool granted)
    {
        TagExpression? both = TagExpression.Intersect(Tag("(* range numeric ge 10 le 99)"), Tag("(* prefix 4)"));

        Assert.IsNotNull(both);
        Assert.AreEqual(granted, both.Includes(Request(request)));
    }

    [TestMethod]
    public void A_conjunction_closes_down_to_an_atom_only_if_each_part_holds_it()
    {
        TagExpression? both = TagExpression.Intersect(Tag("(* range numeric ge 10 le 50)"), Tag("(* prefix 4)"));
        Assert.IsNotNull(both);

        Assert.AreEqual(Tag("42"), TagExpression.Intersect(both, Tag("(* range numeric ge 42 le 42)")));
        Assert.AreEqual(Tag("45"), TagExpression.Intersect(both, Tag("(* range alpha ge 45 le 45)")));
        Assert.IsNull(TagExpression.Intersect(both, Tag("(* range alpha ge 4x le 4x)")));
        Assert.IsNull(TagExpression.Intersect(both, Tag("(* range numeric ge 12 le 12)")));
    }

    [TestMethod]
    [DataRow("(* range numeric)", "(* range time)")]
    [DataRow("(* range numeric)", "(* range date)")]
    [DataRow("(* range date)", "(* range time)")]
    [DataRow("(* range date)", "(* range binary)")]
    [DataRow("(* range numeric)", "(* prefix /my)")]
    [DataRow("(* range time ge 10:00:00)", "(* prefix 09)")]
    [DataRow("(* range date ge 2026-01-01_00:00:00)", "(* prefix 2025)")]
    public void Ranges_that_provably_share_no_spelling_are_empty(string a, string b) =>
        Assert.AreEqual("empty", Meet(a, b));

    [TestMethod]
    [DataRow("(* range time)", "(* range binary)")]
    [DataRow("(* range numeric)", "(* range binary)")]
    [DataRow("(* range time ge 10:00:00)", "(* prefix 1)")]
    [DataRow("(* range numeric)", "(* prefix -)")]
    public void Ranges_that_share_spellings_are_not_empty(string a, string b) =>
        Assert.StartsWith("(* and ", Meet(a, b), StringComparison.Ordinal);

    [TestMethod]
    public void Conjunctions_do_not_depend_on_the_order_of_three()
    {
        TagExpression[] tags = [Tag("(* range numeric ge 10)"), Tag("(* prefix 1)"), Tag("(* range binary ge #3131#)")];
        HashSet<TagExpression?> results = [];
        foreach ((int a, int b, int c) in new[] { (0, 1, 2), (0, 2, 1), (1, 2, 0), (2, 1, 0) })
        {
            results.Add(TagExpression.Intersect(TagExpression.Intersect(tags[a], tags[b])!, tags[c]));
        }

        Assert.HasCount(1, results);
    }

    [TestMethod]
    [DataRow("(vm k (* set use console start stop))", "(vm k (* set use start))", "(vm k (* set use start))")]
    [DataRow("(net v (* set tcp udp icmp) (port (* range numeric ge 22 le 22)))", "(net v tcp)",
        "(net v tcp (port \"22\"))")]
    [DataRow("(vm k1 use)", "(vm k2 use)", "empty")]
    public void The_tags_of_this_project_meet_as_they_should(string a, string b, string expected) =>
        Assert.AreEqual(expected == "empty" ? expected : Tag(expected).ToString(), Meet(a, b));
}
