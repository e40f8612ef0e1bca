using System.Globalization;
using System.Xml.Linq;
using HiperNet.Testing;
using HiperNet.Vpxi.Language;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Tests.Language;

[TestClass]
public sealed class GraphTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static IEnumerable<object[]> Examples => ExampleTests.Examples;

    [TestMethod]
    [DynamicData(nameof(Examples))]
    public void Every_node_and_link_is_drawn_and_no_two_nodes_overlap(string name)
    {
        Infrastructure infrastructure = Read(File.ReadAllText(RepositoryFiles.PathOf("spec", "examples", name)));
        XDocument drawing = XDocument.Parse(GraphSvg.Draw(infrastructure));
        (double X, double Y)[] nodes = [.. drawing.Descendants(Svg + "g")
            .Select(group => group.Elements(Svg + "text").First())
            .Select(text => (Number(text, "x"), Number(text, "y")))];

        Assert.HasCount(infrastructure.Nodes.Count, nodes);
        Assert.HasCount(
            infrastructure.Links.Count, drawing.Descendants(Svg + "path").Where(path => Class(path) == "edge"));
        for (int i = 0; i < nodes.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                bool isApart = Math.Abs(nodes[i].X - nodes[j].X) >= 160 || Math.Abs(nodes[i].Y - nodes[j].Y) >= 45;
                Assert.IsTrue(isApart, $"{infrastructure.Nodes[i].Id} covers {infrastructure.Nodes[j].Id}");
            }
        }
    }

    [TestMethod]
    public void Names_cannot_break_out_of_a_drawing()
    {
        Infrastructure infrastructure = Read(
            """infrastructure "<x>" { node "\");<script>&" { }; node b; link l from "\");<script>&" to b }""");

        Assert.IsNotNull(XDocument.Parse(GraphSvg.Draw(infrastructure)).Root);
        Assert.DoesNotContain("<script>", GraphText.Mermaid(infrastructure), StringComparison.Ordinal);
        Assert.Contains("\\\");<script>&", GraphText.Dot(infrastructure), StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_graph_of_ten_thousand_nodes_is_drawn()
    {
        Infrastructure infrastructure = Read("infrastructure x { node n[10000]; line l of n; node m[3000] }");

        Assert.Contains("n[10000]", GraphSvg.Draw(infrastructure), StringComparison.Ordinal);
    }

    private static Infrastructure Read(string text) => Checker.Check(VxdlText.Read(text).Description!).Infrastructure;

    private static string? Class(XElement element) => (string?)element.Attribute("class");

    private static double Number(XElement element, string name) =>
        double.Parse((string)element.Attribute(name)!, CultureInfo.InvariantCulture);
}
