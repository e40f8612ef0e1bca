using FsCheck;
using FsCheck.Fluent;
using HiperNet.Spki.Certs;

namespace HiperNet.Spki.Tests.Certs;

[TestClass]
public sealed class DelegationTests
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(1000).WithReplay(20261121, 9);
    private static readonly string[] Names = ["A", "B", "C", "D"];

    private static Arbitrary<Delegation> Any => Gen.Frequency(
        (1, Gen.Constant(Delegation.None)),
        (1, Gen.Constant(Delegation.Any)),
        (4, Gen.SubListOf(Names).Select(names => Delegation.To(names.Select(World.Id))))).ToArbitrary();

    [TestMethod]
    public void The_intersection_permits_exactly_what_both_permit()
    {
        Prop.ForAll(Any, Any, (left, right) =>
            Names.Select(World.Id).All(key =>
                left.Intersect(right).Permits(key) == (left.Permits(key) && right.Permits(key)))).Check(Config);
    }

    [TestMethod]
    public void The_intersection_is_commutative_associative_and_idempotent()
    {
        Prop.ForAll(Any, Any, Any, (a, b, c) =>
            a.Intersect(b).Equals(b.Intersect(a))
            && a.Intersect(b).Intersect(c).Equals(a.Intersect(b.Intersect(c)))
            && a.Intersect(a).Equals(a)
            && a.Intersect(Delegation.Any).Equals(a)
            && a.Intersect(Delegation.None).Equals(Delegation.None)).Check(Config);
    }

    [TestMethod]
    public void One_covers_the_other_if_the_other_permits_no_more()
    {
        Prop.ForAll(Any, Any, (left, right) =>
            left.Covers(left.Intersect(right))
            && (!left.Covers(right) || Names.Select(World.Id).All(key => left.Permits(key) || !right.Permits(key))))
                .Check(Config);
    }

    [TestMethod]
    public void Equal_delegations_have_equal_hashes_and_print_alike()
    {
        Delegation one = Delegation.To(World.Id("A"), World.Id("B"), World.Id("A"));
        Delegation other = Delegation.To(World.Id("B"), World.Id("A"));

        Assert.AreEqual(one, other);
        Assert.AreEqual(one.GetHashCode(), other.GetHashCode());
        Assert.AreEqual(one.ToSexp(), other.ToSexp());
        Assert.AreNotEqual(one, Delegation.To(World.Id("A"), World.Id("C")));
        Assert.AreEqual("any", Delegation.Any.ToString());
        Assert.AreEqual("none", Delegation.None.ToString());
        StringAssert.Contains(one.ToString(), World.Id("B").ToString(), StringComparison.Ordinal);
    }

    [TestMethod]
    public void No_named_key_is_the_same_as_nobody()
    {
        Assert.AreSame(Delegation.None, Delegation.To());
        Assert.IsNull(Delegation.None.ToSexp());
    }
}
