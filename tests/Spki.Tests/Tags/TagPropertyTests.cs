using FsCheck.Fluent;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;
using HiperNet.Testing;

namespace HiperNet.Spki.Tests.Tags;

[TestClass]
public sealed class TagPropertyTests
{
    [TestMethod]
    public void Intersection_is_commutative() => Property.Check(
        TagGen.Two(TagGen.ChainTags),
        static pair => Assert.AreEqual(Meet(pair.First, pair.Second), Meet(pair.Second, pair.First)),
        count: 5000);

    [TestMethod]
    public void Intersection_is_associative() => Property.Check(
        TagGen.Three(TagGen.ChainTags),
        static three => Assert.AreEqual(
            Meet(Meet(three.First, three.Second), three.Third),
            Meet(three.First, Meet(three.Second, three.Third))),
        count: 10000);

    [TestMethod]
    public void Intersection_is_associative_on_ranges_of_every_kind() => Property.Check(
        TagGen.Three(TagGen.Ranges),
        static three => Assert.AreEqual(
            Meet(Meet(three.First, three.Second), three.Third),
            Meet(three.First, Meet(three.Second, three.Third))),
        count: 10000);

    [TestMethod]
    public void Intersection_is_idempotent() => Property.Check(
        TagGen.Two(TagGen.ChainTags),
        static pair =>
        {
            TagExpression? meet = Meet(pair.First, pair.Second);
            Assert.AreEqual(meet, Meet(meet, Copy(meet)));
            Assert.AreEqual(meet, Meet(pair.First, meet));
            Assert.AreEqual(meet, Meet(meet, pair.Second));
        },
        count: 5000);

    [TestMethod]
    public void A_request_is_in_the_intersection_exactly_if_it_is_in_both() => Property.Check(
        from pair in TagGen.Two(TagGen.Written)
        from near in Gen.Elements(pair.First, pair.Second)
        from request in TagGen.RequestNear(near)
        select (pair.First, pair.Second, Request: request),
        static sample =>
        {
            TagExpression request = TagGen.Parse(sample.Request);
            TagExpression first = TagGen.Parse(sample.First);
            TagExpression second = TagGen.Parse(sample.Second);
            bool inBoth = TagOracle.IsMember(sample.First, sample.Request)
                && TagOracle.IsMember(sample.Second, sample.Request);
            Assert.AreEqual(inBoth, Meet(first, second)?.Includes(request) ?? false);
            Assert.AreEqual(inBoth, first.Includes(request) && second.Includes(request));
        },
        count: 20000);

    [TestMethod]
    public void Inclusion_agrees_with_an_oracle_of_its_own() => Property.Check(
        from tag in TagGen.Written
        from request in TagGen.RequestNear(tag)
        select (Tag: tag, Request: request),
        static sample => Assert.AreEqual(
            TagOracle.IsMember(sample.Tag, sample.Request),
            TagGen.Parse(sample.Tag).Includes(TagGen.Parse(sample.Request))),
        count: 20000);

    [TestMethod]
    public void The_normal_form_has_the_members_of_what_was_written() => Property.Check(
        from tag in TagGen.Written
        from request in TagGen.RequestNear(tag)
        select (Tag: tag, Request: request),
        static sample => Assert.AreEqual(
            TagOracle.IsMember(sample.Tag, sample.Request),
            TagOracle.IsMember(TagGen.Parse(sample.Tag).ToSexp(), sample.Request)),
        count: 10000);

    [TestMethod]
    public void Inclusion_is_intersection_equal_to_the_request() => Property.Check(
        from tag in TagGen.ChainTags
        from request in TagGen.RequestNear(tag.ToSexp())
        select (Tag: tag, Request: TagGen.Parse(request)),
        static sample => Assert.AreEqual(
            sample.Request.Equals(Meet(sample.Tag, sample.Request)), sample.Tag.Includes(sample.Request)),
        count: 10000);

    [TestMethod]
    public void Covering_is_intersection_equal_to_what_is_covered() => Property.Check(
        TagGen.Two(TagGen.ChainTags),
        static pair =>
        {
            TagBudget budget = TagBudget.Standard;
            TagExpression? meet = Meet(pair.First, pair.Second);
            Assert.AreEqual(pair.Second.Equals(meet), pair.First.Covers(pair.Second, ref budget));
            Assert.IsTrue(meet is null || pair.First.Covers(meet, ref budget));
        },
        count: 10000);

    [TestMethod]
    public void Parsing_what_was_printed_gives_the_same_tag() => Property.Check(
        TagGen.Written,
        static written =>
        {
            TagExpression tag = TagGen.Parse(written);
            TagExpression again = TagGen.Parse(tag.ToSexp());
            Assert.AreEqual(tag, again);
            Assert.AreEqual(tag.GetHashCode(), again.GetHashCode());
            Assert.AreEqual(tag.ToSexp(), again.ToSexp());
        },
        count: 10000,
        TagGen.Shrink);

    [TestMethod]
    public void A_printed_intersection_is_read_back_or_refused_never_misread() => Property.Check(
        TagGen.ChainTags,
        static tag =>
        {
            bool isConjunction = tag.ToString().Contains("(* and ", StringComparison.Ordinal);
            bool isRead = TagExpression.TryParse(tag.ToSexp(), out TagExpression? again, out TagFault fault);
            Assert.AreEqual(!isConjunction, isRead);
            Assert.AreEqual(isConjunction ? null : tag, again);
            Assert.AreEqual(isConjunction ? TagFault.UnknownStarForm : TagFault.None, fault);
        },
        count: 5000);

    [TestMethod]
    public void Tags_are_equal_exactly_if_their_printed_forms_are() => Property.Check(
        TagGen.Two(TagGen.ChainTags),
        static pair =>
            Assert.AreEqual(pair.First.ToSexp().Equals(pair.Second.ToSexp()), pair.First.Equals(pair.Second)),
        count: 5000);

    [TestMethod]
    public void The_order_of_members_is_that_of_canonical_forms() => Property.Check(
        TagGen.Two(Gen.Frequency((3, TagGen.ChainTags), (1, TagGen.Ranges))),
        static pair => Assert.AreEqual(
            Math.Sign(pair.First.ToSexp().Canonical.Span.SequenceCompareTo(pair.Second.ToSexp().Canonical.Span)),
            Math.Sign(TagOrder.Compare(pair.First, pair.Second))),
        count: 10000);

    [TestMethod]
    public void No_member_of_a_set_includes_another_or_is_a_set() => Property.Check(
        TagGen.ChainTags,
        static tag =>
        {
            TagBudget budget = TagBudget.Standard;
            foreach (TagExpression member in tag is SetTag set ? set.Members : [])
            {
                Assert.IsNotInstanceOfType<SetTag>(member);
                Assert.AreEqual(1, ((SetTag)tag).Members.Count(other => other.Covers(member, ref budget)));
            }
        },
        count: 10000);

    [TestMethod]
    public void The_counted_size_is_that_of_the_printed_form() => Property.Check(
        TagGen.ChainTags,
        static tag =>
        {
            Assert.AreEqual(CountNodes(tag.ToSexp()), tag.Nodes);
            Assert.IsGreaterThanOrEqualTo(tag.ToSexp().CanonicalLength, tag.Bytes);
        });

    [TestMethod]
    public void No_tree_whatever_makes_the_parser_throw() => Property.Check(
        TagGen.Trees,
        static tree =>
        {
            bool isTag = TagExpression.TryParse(tree, out TagExpression? tag, out TagFault fault);
            Assert.AreEqual(isTag, tag is not null);
            Assert.AreEqual(isTag, fault == TagFault.None);
            Assert.AreNotEqual("", fault.Describe());
            Assert.AreEqual(tag, isTag ? Meet(tag, TagExpression.All) : null);
            bool isRequest = TagExpression.TryParseRequest(tree, out TagExpression? request, out fault);
            Assert.IsTrue(!isRequest || (isTag && request!.IsGround && request.Includes(tag!)));
            Assert.IsFalse(TagExpression.TryParseWrapped(tree, out _, out fault) && fault != TagFault.None);
        },
        count: 20000);

    /// <summary>The intersection; of nothing with anything, nothing.</summary>
    private static TagExpression? Meet(TagExpression? a, TagExpression? b)
    {
        if (a is null || b is null)
        {
            return null;
        }

        TagExpression? meet = TagExpression.Intersect(a, b, out TagOutcome outcome);
        Assert.AreNotEqual(TagOutcome.TooComplex, outcome);
        return meet;
    }

    /// <summary>An equal tag that shares nothing, so that no test passes by comparing references.</summary>
    private static TagExpression? Copy(TagExpression? tag) =>
        tag is not null && TagExpression.TryParse(tag.ToSexp(), out TagExpression? copy, out _) ? copy : tag;

    private static int CountNodes(SexpNode node) => node is SexpList list ? 1 + list.Sum(CountNodes) : 1;
}
