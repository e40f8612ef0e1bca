using HiperNet.Spki.Certs;
using HiperNet.Spki.Names;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Tests.Reduction;

[TestClass]
public sealed class NameTests
{
    private static NameSubject Relative(params string[] identifiers) =>
        new NameSubject(new Name(Owner: null, [.. identifiers.Select(SexpAtom.Of)]));

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(Name.MaxIdentifiers)]
    public void A_name_of_any_length_is_followed_through_every_identifier(int length)
    {
        World world = new();
        world.Grant("R", World.NameOf("K0", [.. Enumerable.Range(0, length).Select(i => $"n{i}")]), "(vm r)");
        for (int i = 0; i < length; i++)
        {
            world.Define($"K{i}", $"n{i}", World.KeyOf(i + 1 == length ? "U" : $"K{i + 1}"));
        }

        Assert.IsTrue(world.Decide("R", "U", "(vm r use)").IsGranted);
    }

    [TestMethod]
    public void A_long_name_inside_a_definition_is_followed()
    {
        World world = new();
        world.Grant("R", World.NameOf("R", "friends"), "(vm r)");
        world.Define("R", "friends", World.NameOf("A", "x", "y", "z"));
        world.Define("A", "x", World.KeyOf("B"));
        world.Define("B", "y", World.KeyOf("C"));
        world.Define("C", "z", World.KeyOf("U"));

        Assert.IsTrue(world.Decide("R", "U", "(vm r use)").IsGranted);
    }

    [TestMethod]
    public void A_relative_name_is_a_name_of_the_issuer_only()
    {
        World world = new();
        world.Grant("R", Relative("staff"), "(vm r)");
        world.Define("H", "staff", World.KeyOf("U"));
        Assert.IsFalse(world.Decide("R", "U", "(vm r use)").IsGranted);

        world.Define("R", "staff", World.KeyOf("U"));
        Assert.IsTrue(world.Decide("R", "U", "(vm r use)").IsGranted);
    }

    [TestMethod]
    public void A_relative_name_in_an_ACL_without_a_key_belongs_to_nobody()
    {
        World world = new();
        Acl acl = Acl.Create(new AclEntry(Relative("staff"), Delegation.Any, World.Tag("(vm r)"), Validity.Unlimited));
        world.Define("R", "staff", World.KeyOf("U"));

        Assert.IsFalse(world.Decide(acl, "U", "(vm r use)").IsGranted);
    }

    [TestMethod]
    public void Names_that_are_defined_by_themselves_end()
    {
        World world = new();
        world.Grant("R", World.NameOf("F", "fred"), "(vm r)");
        world.Define("F", "fred", World.NameOf("F", "fred", "sam"));
        world.Define("F", "fred", World.NameOf("F", "fred"));
        world.Define("F", "fred", World.NameOf("G", "fred"));
        world.Define("G", "fred", World.NameOf("F", "fred"));
        world.Define("U", "sam", World.KeyOf("V"));
        Assert.IsFalse(world.Decide("R", "V", "(vm r use)").IsGranted);

        world.Define("F", "fred", World.KeyOf("U"));
        Assert.IsTrue(world.Decide("R", "V", "(vm r use)").IsGranted);
    }
}
