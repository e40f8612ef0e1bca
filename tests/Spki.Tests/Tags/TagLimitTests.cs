using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;
using static HiperNet.Spki.Tests.Tags.TagText;

namespace HiperNet.Spki.Tests.Tags;

[TestClass]
public sealed class TagLimitTests
{
    [TestMethod]
    public void Seven_sets_of_four_lists_would_make_16384_lists_and_are_refused()
    {
        TagExpression? all = TagExpression.All;
        TagOutcome outcome = default;
        int survived = 0;
        for (int place = 0; place < 7 && all is not null; place++)
        {
            all = TagExpression.Intersect(all, SetWithChoiceAt(place), out outcome);
            survived += all is null ? 0 : 1;
        }

        Assert.AreEqual(TagOutcome.TooComplex, outcome);
        Assert.IsGreaterThanOrEqualTo(3, survived, "a few of these are no attack");
    }

    [TestMethod]
    public void What_is_too_complex_takes_no_more_than_its_budget()
    {
        TagExpression many = Wide(400, static i => $"(x a{i} (*))");
        TagExpression others = Wide(400, static i => $"(x (*) b{i})");
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.IsNull(TagExpression.Intersect(many, others, out TagOutcome outcome));

        Assert.AreEqual(TagOutcome.TooComplex, outcome);
        Assert.IsLessThan(16L << 20, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void A_shared_budget_bounds_many_intersections_together()
    {
        TagExpression left = Wide(100, static i => $"(x a{i})");
        TagExpression right = Wide(100, static i => $"(x a{i} (*))");
        TagBudget budget = new(100_000);
        int done = 0;
        while (TagExpression.Intersect(left, right, ref budget, out _) is not null && done < 1000)
        {
            done++;
        }

        Assert.IsNull(TagExpression.Intersect(left, right, ref budget, out TagOutcome outcome));
        Assert.AreEqual(TagOutcome.TooComplex, outcome);
        Assert.IsGreaterThan(1, done);
        Assert.IsTrue(budget.IsExhausted);
        Assert.IsNull(TagExpression.Intersect(Tag("a"), Tag("a"), ref budget, out outcome));
        Assert.AreEqual(TagOutcome.TooComplex, outcome);
    }

    [TestMethod]
    public void A_budget_that_nobody_filled_is_exhausted()
    {
        TagBudget budget = default;

        Assert.IsNull(TagExpression.Intersect(TagExpression.All, Tag("a"), ref budget, out TagOutcome outcome));
        Assert.AreEqual(TagOutcome.TooComplex, outcome);
    }

    [TestMethod]
    public void A_set_of_1024_members_is_read_and_meets_itself()
    {
        TagExpression set = Wide(TagLimits.MaxSetMembers, static i => $"(x a{i})");
        TagExpression twin = Wide(TagLimits.MaxSetMembers, static i => $"(x a{i})");

        Assert.AreEqual(set, TagExpression.Intersect(set, twin));
        Assert.IsTrue(set.Includes(Request("(x a1023)")));
    }

    [TestMethod]
    public void A_set_of_1025_members_is_refused() =>
        Assert.AreEqual(TagFault.TooComplex, FaultOf(WideNode(TagLimits.MaxSetMembers + 1, static i => $"a{i}")));

    [TestMethod]
    public void A_set_of_many_equal_members_is_small()
    {
        TagExpression set = Wide(4000, static i => $"a{i % 2}");

        Assert.AreEqual("(* set a0 a1)", set.ToString());
    }

    [TestMethod]
    public void Overlapping_ranges_meet_themselves_whatever_their_number()
    {
        TagExpression set = Wide(400, static i => $"(* range numeric ge {i} le {1000 + i})");
        TagExpression twin = Wide(400, static i => $"(* range numeric ge {i} le {1000 + i})");

        Assert.AreEqual(set, TagExpression.Intersect(set, twin));
    }

    [TestMethod]
    public void A_tag_of_more_nodes_than_the_limit_is_refused()
    {
        SexpNode[] items = [.. Enumerable.Repeat(Node("a"), TagLimits.MaxNodes - 1)];

        Assert.AreEqual(TagFault.None, FaultOf(new SexpList([.. items])));
        Assert.AreEqual(TagFault.TooLarge, FaultOf(new SexpList([.. items, "a"])));
    }

    [TestMethod]
    public void A_tag_of_more_bytes_than_the_limit_is_refused()
    {
        Assert.AreEqual(TagFault.TooLarge, FaultOf(new SexpAtom(new byte[TagLimits.MaxBytes])));
        Assert.AreEqual(TagFault.None, FaultOf(new SexpAtom(new byte[TagLimits.MaxBytes - 10])));
    }

    [TestMethod]
    public void A_tag_deeper_than_the_limit_is_refused()
    {
        Assert.AreEqual(TagFault.None, FaultOf(Nest(TagLimits.MaxDepth, "a")));
        Assert.AreEqual(TagFault.TooDeep, FaultOf(Nest(TagLimits.MaxDepth + 1, "a")));
        Assert.AreEqual(TagFault.TooDeep, FaultOf(Nest(SexpLimits.DepthCeiling, "a")));
    }

    [TestMethod]
    public void Sets_and_lists_in_turn_grow_no_deeper_than_both_together()
    {
        TagExpression deep = TagGen.Parse(Nest(TagLimits.MaxDepth, "a"));
        SexpNode sets = "a";
        for (int i = 0; i < TagLimits.MaxDepth / 2; i++)
        {
            sets = SexpList.Of("*", "set", SexpList.Of("a", sets), SexpList.Of("a", "b"));
        }

        TagExpression? meet = TagExpression.Intersect(deep, TagGen.Parse(sets), out TagOutcome outcome);

        Assert.AreEqual(TagOutcome.Empty, outcome);
        Assert.IsNull(meet);
    }

    [TestMethod]
    public void A_product_of_long_atoms_is_refused_before_it_fills_the_memory()
    {
        string longAtom = new('x', 50_000);
        TagExpression one = Tag($"(k (*) {longAtom})");
        TagExpression many = Wide(200, static i => $"(k a{i})");

        Assert.IsNull(TagExpression.Intersect(one, many, out TagOutcome outcome));
        Assert.AreEqual(TagOutcome.TooComplex, outcome);
    }

    private static SexpNode Nest(int depth, SexpNode inner)
    {
        for (int i = 0; i < depth; i++)
        {
            inner = SexpList.Of("a", inner);
        }

        return inner;
    }

    private static TagExpression SetWithChoiceAt(int place)
    {
        string before = string.Concat(Enumerable.Repeat("(*) ", place));
        return Wide(4, i => $"(x {before}c{i})");
    }

    private static TagExpression Wide(int count, Func<int, string> member) => TagGen.Parse(WideNode(count, member));

    private static SexpList WideNode(int count, Func<int, string> member) =>
        new(["*", "set", .. Enumerable.Range(0, count).Select(i => Node(member(i)))]);
}
