using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;
using static HiperNet.Spki.Tests.Tags.TagText;

namespace HiperNet.Spki.Tests.Tags;

[TestClass]
public sealed class TagDecisionTests
{
    [TestMethod]
    [DataRow("(ftp /x)", "(ftp)")]
    [DataRow("(dns (*))", "(dns)")]
    [DataRow("(a b c)", "(a b)")]
    public void A_request_for_more_than_the_grant_is_refused_though_both_intersect(string grant, string request)
    {
        Assert.AreNotEqual("empty", Meet(grant, request));
        Assert.IsFalse(Tag(grant).Includes(Request(request)));
    }

    [TestMethod]
    [DataRow("(dns)", "(dns)")]
    [DataRow("(dns)", "(dns x)")]
    [DataRow("(dns (*))", "(dns x)")]
    [DataRow("(dns (*))", "(dns (a b) c)")]
    [DataRow("(*)", "(anything at all)")]
    [DataRow("(*)", "[h]a")]
    [DataRow("(a (* set b (c)))", "(a (c d) e)")]
    public void A_request_within_the_grant_is_granted(string grant, string request) =>
        Assert.IsTrue(Tag(grant).Includes(Request(request)));

    [TestMethod]
    public void A_prefix_without_a_separator_grants_more_than_its_writer_may_think()
    {
        Assert.IsTrue(Tag("(file (* prefix /my))").Includes(Request("(file /mydata)")));
        Assert.IsFalse(Tag("(file (* prefix /my/))").Includes(Request("(file /mydata)")));
        Assert.IsTrue(Tag("(file (* prefix /my/))").Includes(Request("(file /my/data)")));
    }

    [TestMethod]
    [DataRow("010")]
    [DataRow("1e1")]
    [DataRow("+10")]
    [DataRow("10.0")]
    [DataRow("10.")]
    [DataRow("\" 10\"")]
    [DataRow("NaN")]
    [DataRow("0x0a")]
    [DataRow("[h]10")]
    public void A_numeric_range_grants_10_and_none_of_its_look_alikes(string lookAlike)
    {
        TagExpression port = Tag("(* range numeric ge 9 le 11)");

        Assert.IsTrue(port.Includes(Request("10")));
        Assert.IsFalse(port.Includes(Request(lookAlike)));
        Assert.IsFalse(Tag("10").Includes(Request(lookAlike)));
    }

    [TestMethod]
    [DataRow("(*)")]
    [DataRow("(a (*))")]
    [DataRow("(* set a b)")]
    [DataRow("(a (* prefix b))")]
    [DataRow("(* range alpha)")]
    public void A_tag_that_is_not_ground_is_no_request(string star)
    {
        Assert.IsFalse(Tag(star).IsGround);
        Assert.IsFalse(TagExpression.All.Includes(Tag(star)));
        Assert.IsFalse(Tag(star).Includes(Tag(star)));
    }

    [TestMethod]
    [DataRow("(*)")]
    [DataRow("(a (*))")]
    [DataRow("(a (b (* set c)))")]
    [DataRow("(* set a)")]
    [DataRow("(* range numeric ge 5 le 5)")]
    [DataRow("(* foo)")]
    [DataRow("([h]* foo)")]
    [DataRow("(a (* and b c))")]
    public void A_star_in_the_request_is_refused_even_where_it_means_one_value(string request)
    {
        Assert.IsFalse(TagExpression.TryParseRequest(Node(request), out TagExpression? tag, out TagFault fault));
        Assert.IsNull(tag);
        Assert.AreEqual(TagFault.StarInRequest, fault);
    }

    [TestMethod]
    public void A_star_that_is_no_head_is_an_atom_like_any_other()
    {
        Assert.IsTrue(Tag("(a *)").Includes(Request("(a *)")));
        Assert.IsFalse(Tag("(a *)").Includes(Request("(a b)")));
        Assert.IsFalse(Tag("*").Includes(Request("b")));
        Assert.AreEqual("(* set * a)", Tag("(* set a *)").ToString());
    }

    [TestMethod]
    public void Two_resources_never_share_a_right_since_the_key_comes_first()
    {
        Assert.IsFalse(Tag("(vm #aa# use)").Includes(Request("(vm #bb# use)")));
        Assert.AreEqual("empty", Meet("(vm #aa# use)", "(vm #bb# use)"));
    }

    [TestMethod]
    public void The_decision_allocates_nothing()
    {
        TagExpression grant = Tag(
            "(net #00112233445566778899aabbccddeeff# (* set tcp udp icmp) (port (* range numeric ge 22 le 25)) " +
            "(at (* range time ge 08:00:00 l 18:00:00)) (till (* range date le 2030-01-01_00:00:00)) (* prefix /a/))");
        TagExpression request = Request(
            "(net #00112233445566778899aabbccddeeff# udp (port 23) (at 09:00:00) (till 2026-11-21_12:00:00) /a/b)");
        Assert.IsTrue(grant.Includes(request));

        long before = GC.GetAllocatedBytesForCurrentThread();
        bool granted = grant.Includes(request);
        long after = GC.GetAllocatedBytesForCurrentThread();

        Assert.IsTrue(granted);
        Assert.AreEqual(before, after);
    }

    [TestMethod]
    public void The_intersection_of_realistic_tags_returns_the_narrower_one_itself()
    {
        TagExpression wide = Tag("(vm #00112233445566778899aabbccddeeff# (* set use console start stop))");
        TagExpression narrow = Tag("(vm #00112233445566778899aabbccddeeff# (* set use start))");

        Assert.AreSame(narrow, TagExpression.Intersect(wide, narrow));
        Assert.AreSame(narrow, TagExpression.Intersect(narrow, wide));
    }

    [TestMethod]
    public void The_wrapper_is_tag_with_one_expression()
    {
        Assert.IsTrue(TagExpression.TryParseWrapped(Node("(tag (a b))"), out TagExpression? tag, out _));
        Assert.AreEqual(Tag("(a b)"), tag);
    }

    [TestMethod]
    [DataRow("tag", TagFault.NotATag)]
    [DataRow("()", TagFault.NotATag)]
    [DataRow("(tags a)", TagFault.NotATag)]
    [DataRow("([h]tag a)", TagFault.NotATag)]
    [DataRow("((tag) a)", TagFault.NotATag)]
    [DataRow("(tag)", TagFault.NotOneExpression)]
    [DataRow("(tag a b)", TagFault.NotOneExpression)]
    [DataRow("(tag * a)", TagFault.NotOneExpression)]
    [DataRow("(tag ())", TagFault.EmptyList)]
    public void Any_other_wrapper_is_refused(string text, TagFault expected)
    {
        Assert.IsFalse(TagExpression.TryParseWrapped(Node(text), out TagExpression? tag, out TagFault fault));
        Assert.IsNull(tag);
        Assert.AreEqual(expected, fault);
    }

    [TestMethod]
    public void A_tag_read_from_bytes_is_the_tag_that_was_built()
    {
        SexpNode built = Node("(vm #aabb# (* set use (console 1)))");
        Assert.IsTrue(SexpNode.TryParse(built.Canonical.ToArray(), null, out SexpNode? read, out _));

        Assert.AreEqual(TagGen.Parse(built), TagGen.Parse(read));
    }
}
