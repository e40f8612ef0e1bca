using System.Text;
using System.Text.Json;
using HiperNet.Testing;

namespace HiperNet.Hiper.Tests;

[TestClass]
public sealed class VxdlTests
{
    private static readonly string Example = RepositoryFiles.PathOf("spec", "examples", "genome.vxdl");

    [TestMethod]
    public void A_right_description_passes()
    {
        string text = Cli.Run("vxdl", "check", Example).Expect(0).Text;
        Assert.Contains("14 nodes, 13 links", text, StringComparison.Ordinal);
        JsonElement json = Cli.Run("vxdl", "check", Example, "--json", "--set", "workers=8").Expect(0).Json("done");

        Assert.AreEqual(22, json.GetProperty("nodes").GetInt32());
    }

    [TestMethod]
    public void Errors_have_their_place_and_an_exit_code()
    {
        byte[] wrong = Encoding.UTF8.GetBytes("infrastructure x {\n  node a\n  link l from a to b\n}\n");
        Outcome plain = Cli.RunWith(wrong, "vxdl", "check", "-");
        JsonElement json = Cli.RunWith(wrong, "vxdl", "check", "-", "--json").Json("refused");

        Assert.AreEqual(1, plain.ExitCode);
        Assert.StartsWith("stdin:3:20: error: 'b' names no node", plain.Text, StringComparison.Ordinal);
        Assert.AreEqual("dangling", json.GetProperty("findings")[0].GetProperty("rule").GetString());
    }

    [TestMethod]
    [DataRow(3, "node {", "check", "-")]
    [DataRow(3, "<a", "convert", "--to", "text", "-")]
    [DataRow(2, "", "check", "-", "--set", "x")]
    [DataRow(2, "", "check", "no-such-file.vxdl")]
    [DataRow(2, "", "graph", "--to", "gif", "-")]
    public void What_is_no_description_has_another(int code, string input, params string[] args) =>
        Assert.AreEqual(code, Cli.RunWith(Encoding.UTF8.GetBytes(input), ["vxdl", .. args]).ExitCode);

    [TestMethod]
    public void Forms_convert_into_each_other_without_loss()
    {
        string corpus = RepositoryFiles.PathOf("tests", "data", "vxdl", "examples", "exemplo_completo-nat.xml");
        byte[] text = Cli.Run("vxdl", "convert", "--to", "text", corpus).Expect(0).Output;
        byte[] xml = Cli.RunWith(text, "vxdl", "convert", "--to", "xml", "-").Expect(0).Output;
        byte[] again = Cli.RunWith(xml, "vxdl", "convert", "--to", "text", "-").Expect(0).Output;

        CollectionAssert.AreEqual(text, again);
    }

    [TestMethod]
    [DataRow("dot", "graph \"genome\" {")]
    [DataRow("mermaid", "flowchart TD")]
    [DataRow("svg", "<?xml")]
    public void A_description_is_drawn(string form, string start)
    {
        string drawing = Cli.Run("vxdl", "graph", "--to", form, Example).Expect(0).Text;

        Assert.StartsWith(start, drawing, StringComparison.Ordinal);
    }
}
