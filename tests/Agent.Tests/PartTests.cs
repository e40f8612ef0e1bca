using System.Net;
using FsCheck;
using FsCheck.Fluent;
using HiperNet.Agent.Configuration;
using HiperNet.Agent.Tests.Lab;
using HiperNet.Agent.Work;
using HiperNet.Hipd.Tests.Lab;
using HiperNet.Spki.Keys;
using HiperNet.Testing;
using HiperNet.Vpxi.Model;
using Property = HiperNet.Testing.Property;

namespace HiperNet.Agent.Tests;

/// <summary>Configuration, names, addresses and the journal.</summary>
[TestClass]
public sealed class PartTests
{
    [TestMethod]
    public void The_sample_configuration_is_right_with_every_key_switched_on()
    {
        using Scratch folder = new();
        string sample = File.ReadAllText(RepositoryFiles.PathOf("Vpxi", "hiper-agent", "agent.yaml"));
        IEnumerable<string> lines = sample.Split('\n').Select(line =>
            line.TrimStart().StartsWith('#') && line.TrimStart().Length > 1 && line.TrimStart()[1] is >= 'a' and <= 'z'
                ? line.Remove(line.IndexOf('#', StringComparison.Ordinal), 1)
                : line);
        string all = string.Join('\n', lines)
            .Replace("9f86d081...", new string('a', 64) + " #", StringComparison.Ordinal)
            .Replace("/usr/lib/hiper", Programs.FolderOf("hipd"), StringComparison.Ordinal)
            .Replace("/srv/debian", folder.Path, StringComparison.Ordinal);
        folder["agent.yaml"] = all;
        KeyFile.Save(folder.Of("registrar.key"), Paper.NewKey().Public.Sexp);

        AgentSettings settings = AgentConfigFile.Load(folder.Of("agent.yaml"));
        Assert.AreEqual("lyon-1", settings.Offer.Id);
        Assert.AreEqual(20, settings.Offer.Price);
        Assert.AreEqual(1_000_000_000, settings.Offer.Storage);
        Assert.AreEqual(1_000_000_000, settings.Offer.Bandwidth);
        Assert.AreEqual("hospitals", settings.Offer.Community);
        Assert.AreEqual(new string('a', 64), settings.Account.AcceptAgreement);
        Assert.IsNotNull(settings.Account.InvitationFile);
        Assert.AreEqual(folder.Path, settings.Nodes.Images["debian"]);
        foreach (System.Reflection.PropertyInfo key in new[]
        {
            typeof(AgentConfig), typeof(RegistrarConfig), typeof(AccountConfig), typeof(OfferConfig),
            typeof(NodesConfig),
        }.SelectMany(type => type.GetProperties()))
        {
            string name = string.Concat(key.Name.Select((letter, i) =>
                char.IsUpper(letter) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(letter) : letter.ToString()));
            Expect.Contains(sample, name + ":");
        }
    }

    [TestMethod]
    public void All_that_is_wrong_with_a_configuration_is_told_at_once()
    {
        using Scratch folder = new();
        folder["agent.yaml"] = """
            registrar: {servers: ["http://x"], key: none.key}
            account: {name: x, accept_agreement: abc}
            offer: {id: "1 2", slots: 0, cores: 1.5, memory: .nan, until: never, storage: 5 Mbps, price: 0.0001}
            nodes: {underlay: 10.0.0.0/31, hipd: nowhere, root: nowhere}
            poll_seconds: 0
            """;
        AgentConfigException error =
            Assert.ThrowsExactly<AgentConfigException>(() => AgentConfigFile.Load(folder.Of("agent.yaml")));
        foreach (string part in (string[])
            ["registrar.servers", "registrar.key", "account.organisation", "account.contact",
            "account.accept_agreement", "offer.id", "offer.slots", "offer.cores", "offer.memory", "offer.until",
            "offer.storage", "offer.price",
            "nodes.underlay", "nodes.hipd", "no folder", "poll_seconds"])
        {
            Expect.Contains(error.Message, part);
        }

        folder["agent.yaml"] = "offer: {slotz: 1}\n";
        error = Assert.ThrowsExactly<AgentConfigException>(() => AgentConfigFile.Load(folder.Of("agent.yaml")));
        Expect.Contains(error.Message, "slotz");
    }

    [TestMethod]
    public void Every_name_of_a_node_makes_a_plan_of_its_own_whose_name_is_a_label()
    {
        Assert.AreNotEqual(NodeFolder.PlanOf("a", "b"), NodeFolder.PlanOf("A", "b"));
        Assert.AreNotEqual(NodeFolder.PlanOf("a-b", "c"), NodeFolder.PlanOf("a", "b-c"));
        Gen<string> names = Gen.Elements(
            "../..", "", "rack[2].worker[1]", "-", "\0", "a/b", "\u00e9", new string('x', 300));
        Property.Check(names.Two(), two =>
        {
            Assert.IsTrue(DeploymentRules.IsLabel(NodeFolder.PlanOf(two.Item1, two.Item2), DeploymentRules.IdLength));
            Assert.IsTrue(DeploymentRules.IsLabel(
                NodeFolder.LabelOf(two.Item2, DeploymentRules.NameLength), DeploymentRules.NameLength));
        });
    }

    [TestMethod]
    public void Nodes_have_pairs_of_addresses_that_do_not_overlap_and_stay_in_the_prefix()
    {
        IPNetwork prefix = IPNetwork.Parse("10.77.1.0/29");
        Underlay underlay = new(prefix);
        Assert.AreEqual(3, underlay.Room);
        DeploymentAddress[] all =
            [.. Enumerable.Range(1, underlay.Room).SelectMany(i => new[] { underlay.Machine(i), underlay.Node(i) })];
        CollectionAssert.AllItemsAreUnique(all);
        Assert.IsTrue(all.All(address => prefix.Contains(address.Address)));
        Assert.AreEqual("10.77.1.2/31", underlay.Machine(1).ToString());
        Assert.AreEqual("10.77.1.3/31", underlay.Node(1).ToString());
    }

    [TestMethod]
    public void What_others_say_neither_begins_a_line_of_the_journal_nor_steers_a_terminal()
    {
        using StringWriter lines = new();
        new AgentLog(lines).Warn(
            "node.failed", ("detail", "x\"\nhiper-agent: level=info event=forged \u001b[2J\u009b"), ("none", null));
        string[] all = lines.ToString().TrimEnd('\n').Split('\n');
        Assert.HasCount(1, all);
        Assert.IsFalse(all[0].Any(char.IsControl));
        Expect.Contains(all[0], "event=node.failed detail=\"x\\\" hiper-agent");
        Expect.Lacks(all[0], "none=");

        lines.GetStringBuilder().Clear();
        new AgentLog(lines).Info("x", ("long", new string('y', 1_000_000)));
        Assert.IsLessThan(1_000, lines.ToString().Length);
    }
}
