using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Tests.Model;

[TestClass]
public sealed class ExpansionTests
{
    [TestMethod]
    [DataRow(PatternKind.Lan, 4, "p-w[1] p-w[2] p-w[3] p-w[4]")]
    [DataRow(PatternKind.Ring, 4, "w[1]-w[2] w[2]-w[3] w[3]-w[4] w[4]-w[1]")]
    [DataRow(PatternKind.Ring, 2, "w[1]-w[2]")]
    [DataRow(PatternKind.Line, 3, "w[1]-w[2] w[2]-w[3]")]
    [DataRow(PatternKind.Mesh, 3, "w[1]-w[2] w[1]-w[3] w[2]-w[3]")]
    [DataRow(PatternKind.Tree, 5, "w[1]-w[2] w[1]-w[3] w[2]-w[4] w[2]-w[5]")]
    [DataRow(PatternKind.Star, 2, "hub-w[1] hub-w[2]")]
    public void A_pattern_becomes_these_links(PatternKind kind, int members, string expected)
    {
        Infrastructure flat = Expand(
            new Node("w") { Count = members },
            new Node("hub"),
            new Pattern("p")
            {
                Kind = kind,
                Members = [new Reference("w")],
                Center = kind == PatternKind.Star ? new Reference("hub") : null,
            });

        Assert.AreEqual(expected, string.Join(' ', flat.Links.Select(link => $"{link.Source}-{link.Target}")));
        Assert.AreEqual(kind == PatternKind.Lan ? 1 : 0, flat.Nodes.Count(node => node.Implied));
    }

    [TestMethod]
    public void Groups_nest_and_what_they_say_holds_inside()
    {
        Infrastructure flat = Expand(new Group("rack")
        {
            Count = 2,
            Location = "lyon",
            Security = new Security { Confidentiality = Confidentiality.Secret },
            Elements =
            [
                new Group("row") { Elements = [new Node("n") { Count = 2 }, new Node("own") { Location = "rennes" }] },
                new Link("l", new Reference("row.n[1]"), new Reference("row.own")),
            ],
        });

        CollectionAssert.AreEqual(
            new[]
            {
                "rack[1].row.n[1]", "rack[1].row.n[2]", "rack[1].row.own",
                "rack[2].row.n[1]", "rack[2].row.n[2]", "rack[2].row.own",
            },
            flat.Nodes.Select(node => node.Id).ToArray());
        Assert.AreEqual("rack[2].row.own", flat.Links[1].Target.Path);
        Assert.AreEqual("lyon", flat.Nodes[0].Location);
        Assert.AreEqual("rennes", flat.Nodes[2].Location);
        Assert.AreEqual("rack[1].row", flat.Nodes[0].Group);
        Assert.IsTrue(flat.Nodes.All(node => node.Security.Confidentiality == Confidentiality.Secret));
    }

    [TestMethod]
    public void Groups_within_groups_have_a_limit()
    {
        Element element = new Node("n");
        for (int depth = 0; depth <= ModelLimits.MaxDepth; depth++)
        {
            element = new Group("g") { Elements = [element] };
        }

        Expansion.Expand(new Description("x") { Elements = [element] }, out IReadOnlyList<Finding> findings);

        Assert.AreEqual("too-deep", findings.Single().Rule);
    }

    private static Infrastructure Expand(params Element[] elements)
    {
        Description description = new("x") { Elements = [.. elements] };
        Infrastructure flat = Expansion.Expand(description, out IReadOnlyList<Finding> findings);
        Assert.IsEmpty(findings);
        return flat;
    }
}
