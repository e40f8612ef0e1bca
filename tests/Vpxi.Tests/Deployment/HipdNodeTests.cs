using System.Net;
using System.Text.Json;
using HiperNet.Testing;

namespace HiperNet.Vpxi.Tests.Deployment;

/// <summary>Nodes that reach each other by their HITs, through the HIP daemon that each of them runs.</summary>
[TestClass]
[DoNotParallelize]
[RequiresNetworkNamespaces]
[RequiresOverlay]
public sealed class HipdNodeTests
{
    private static readonly IPNetwork Hits = IPNetwork.Parse("2001:20::/28");

    [TestMethod]
    public async Task Nodes_reach_each_other_by_their_HITs()
    {
        using DeploymentLab lab = new();
        string id = DeploymentLab.Id("hipd");
        string files = SamplePlans.FilesOf(id);
        Directory.CreateDirectory(files);
        try
        {
            string alpha = MakeKey(files, "alpha");
            string beta = MakeKey(files, "beta");
            Configure(files, "alpha", beta, "10.9.0.2");
            Configure(files, "beta", alpha, "10.9.0.1");
            lab.Must("start", id);

            IReadOnlyList<IPAddress> addresses = await lab.Driver.AddressesAsync(id, "beta");
            Assert.AreEqual(IPAddress.Parse(beta), addresses.Single(Hits.Contains));
            lab.Shell(id, "alpha", $"ping -6 -c 5 -i 0.3 -W 2 {beta}");
            Assert.AreEqual("600", lab.Shell(id, "alpha", "stat -c %a /etc/hiper/host.key"));

            lab.Must("stop", id);
            Assert.IsEmpty(lab.Left(id));
        }
        finally
        {
            Directory.Delete(files, recursive: true);
        }
    }

    [TestMethod]
    public void A_daemon_that_does_not_come_up_ends_the_start_with_its_reason()
    {
        using DeploymentLab lab = new();
        string id = DeploymentLab.Id("hipd") + "-b";
        string files = SamplePlans.FilesOf(id);
        Directory.CreateDirectory(files);
        try
        {
            foreach (string node in new[] { "alpha", "beta" })
            {
                MakeKey(files, node);
                File.WriteAllText(Path.Combine(files, $"{node}.yaml"), "nonsense: 1\n");
            }

            ProgramRun run = lab.Run("start", id);
            Assert.AreEqual(1, run.ExitCode);
            Assert.Contains("node alpha did not start: hipd does not come up: ", run.Errors, StringComparison.Ordinal);
            Assert.Contains("nonsense", run.Errors, StringComparison.Ordinal);
            Assert.IsEmpty(lab.Left(id));
        }
        finally
        {
            Directory.Delete(files, recursive: true);
        }
    }

    private static void Configure(string files, string node, string peer, string address) => File.WriteAllText(
        Path.Combine(files, $"{node}.yaml"),
        $$"""
        identities: [{key: host.key}]
        policy: {mode: any}
        associations: {puzzle_difficulty: 4}
        hosts:
          - {hit: "{{peer}}", addresses: ["{{address}}"]}

        """);

    /// <summary>Makes a node's key.</summary>
    /// <returns>Its HIT.</returns>
    private static string MakeKey(string files, string node)
    {
        string key = Path.Combine(files, $"{node}.key");
        ProgramRun made = ProgramRun.Of(Hiper(), default, "key", "new", "--type", "p256", "--out", key);
        Assert.AreEqual(0, made.ExitCode, made.Errors);
        ProgramRun show = ProgramRun.Of(Hiper(), default, "key", "show", key, "--json");
        using JsonDocument shown = JsonDocument.Parse(show.Output);
        return shown.RootElement.GetProperty("hit").GetString()!;
    }

    private static string Hiper()
    {
        string own = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        return Path.GetFullPath(Path.Combine(own, "..", "..", "hiper", Path.GetFileName(own), "hiper"));
    }
}
