using System.Text.Json;
using HiperNet.Testing;

namespace HiperNet.Hiper.Tests;

/// <summary><c>hiper vxdl plan</c> as a process.</summary>
[TestClass]
public sealed class VxdlPlanTests
{
    private const string Pool = "pool there { node h { cores 8; memory 16 GB; location lyon } }";

    private static readonly string Genome = RepositoryFiles.PathOf("spec", "examples", "genome.vxdl");
    private static readonly string Hospitals = RepositoryFiles.PathOf("spec", "examples", "pool.vxdl");

    [TestMethod]
    public void The_example_has_a_plan_that_explains_itself()
    {
        string text = Cli.Run("vxdl", "plan", Genome, "--pool", Hospitals, "--explain").Expect(0).Text;

        Assert.Contains("vault              lyon.vault", text, StringComparison.Ordinal);
        Assert.Contains("vault on lyon.vault: 1 of 16 resources would do", text, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_plan_in_JSON_is_what_is_booked_for_the_next_one()
    {
        using Scratch scratch = new();
        string request = scratch.Write("want.vxdl", Request("node w { cores 5 }"));
        string pool = scratch.Write("pool.vxdl", Pool);
        Outcome first = Cli.Run("vxdl", "plan", request, "--pool", pool, "--json");
        Assert.AreEqual("h", first.Json("done").GetProperty("nodes")[0].GetProperty("resource").GetString());
        string plan = scratch.Write("a.json", first.Text);

        Outcome second = Cli.Run("vxdl", "plan", request, "--pool", pool, "--booked", plan, "--json");

        JsonElement refused = second.Json("refused");
        Assert.AreEqual(1, second.ExitCode);
        Assert.AreEqual("cores", refused.GetProperty("requirement").GetString());
        Assert.AreEqual("w", refused.GetProperty("element").GetString());
        Assert.AreEqual("cores 3", refused.GetProperty("relaxation").GetString());
        Assert.AreEqual("2026-12-01T21:00:00Z", refused.GetProperty("later_start").GetString());
        Assert.IsTrue(refused.GetProperty("is_earliest").GetBoolean());
    }

    [TestMethod]
    public void A_refusal_is_one_line_that_says_what_to_do()
    {
        using Scratch scratch = new();
        string request = scratch.Write("want.vxdl", Request("node w { location rennes }"));

        Outcome outcome = Cli.Run("vxdl", "plan", request, "--pool", scratch.Write("pool.vxdl", Pool));

        Assert.AreEqual(1, outcome.ExitCode);
        Assert.AreEqual(
            "no resource does for node 'w'; 'h' comes nearest, and has location lyon instead of rennes; "
                + "it would do with location lyon\n",
            outcome.Text);
    }

    [TestMethod]
    public void What_names_no_start_begins_as_early_as_possible()
    {
        using Scratch scratch = new();
        string request = scratch.Write("want.vxdl", "infrastructure any { node w }");

        string text = Cli.Run(
            "vxdl", "plan", request, "--pool", scratch.Write("pool.vxdl", Pool), "--from", "2026-12-24T00:00:00Z").Text;

        Assert.StartsWith("any: 2026-12-24T00:00:00Z to 2026-12-24T01:00:00Z", text, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Who_asks_may_be_said()
    {
        using Scratch scratch = new();
        string request = scratch.Write("want.vxdl", Request("node w"));
        string pool = scratch.Write("pool.vxdl", "pool there { node h { users ann, doctors } }");

        Assert.AreEqual(1, Cli.Run("vxdl", "plan", request, "--pool", pool).ExitCode);
        Assert.AreEqual(0, Cli.Run("vxdl", "plan", request, "--pool", pool, "--as", "ann").ExitCode);
        Assert.AreEqual(0, Cli.Run("vxdl", "plan", request, "--pool", pool, "--community", "doctors").ExitCode);
    }

    [TestMethod]
    public void Wrong_files_are_told_apart()
    {
        using Scratch scratch = new();
        string request = scratch.Write("want.vxdl", Request("node w"));
        string pool = scratch.Write("pool.vxdl", Pool);
        string other = scratch.Write("other.json", "{\"version\":1}");
        string text = scratch.Write("text.json", "no JSON");

        Assert.AreEqual(1, Cli.Run("vxdl", "plan", pool, "--pool", pool).ExitCode);
        Assert.AreEqual(1, Cli.Run("vxdl", "plan", request, "--pool", request).ExitCode);
        Assert.AreEqual(2, Cli.Run("vxdl", "plan", request).ExitCode);
        Assert.AreEqual(2, Cli.Run("vxdl", "plan", request, "--pool", pool, "--effort", "0").ExitCode);
        Assert.AreEqual(2, Cli.Run("vxdl", "plan", request, "--pool", pool, "--booked", "no-such-file").ExitCode);
        Assert.AreEqual(3, Cli.Run("vxdl", "plan", request, "--pool", pool, "--booked", other).ExitCode);
        Assert.AreEqual(3, Cli.Run("vxdl", "plan", request, "--pool", pool, "--booked", text).ExitCode);
        Assert.AreEqual(3, Cli.Run("vxdl", "plan", scratch.Write("bad.vxdl", "infra {"), "--pool", pool).ExitCode);
    }

    private static string Request(string body) =>
        $"infrastructure wanted {{ window 2026-12-01T20:00:00Z for 1 h; {body} }}";
}
