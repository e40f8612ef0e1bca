using HiperNet.Agent.Tests.Lab;
using HiperNet.Hipd.Tests.Lab;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Spki.Keys;
using HiperNet.Testing;
using HiperNet.Vpxi.Tests.Deployment;

namespace HiperNet.Agent.Tests;

/// <summary>That a registrar asks for a node is no right: the chain must lead back to the resource's own key.</summary>
[TestClass]
[RequiresNetworkNamespaces]
[RequiresOverlay]
public sealed class RefusalTests
{
    [TestMethod]
    public async Task Without_a_chain_to_the_resources_own_key_nothing_is_started()
    {
        await using AgentLab lab = await AgentLab.BuildAsync(1);
        await lab.StartAsync(slots: 2);
        AgentHost host = lab[1];
        long end = AgentLab.Now + 600;
        PublicKey own = host.Resource(1);
        PrivateKey otherRegistrar = Paper.NewKey();
        PrivateKey stranger = Paper.NewKey();
        WorkVpxi foreignOwner = lab.Vpxi("owner", "n", 1, end, [lab.Grant(own)]) with
        {
            Owner = stranger.Public.Principal.ToString(),
        };
        WorkVpxi nowhere = lab.Vpxi("nowhere", "n", 1, end, [lab.Grant(own)]);
        nowhere = nowhere with { Nodes = [nowhere.Nodes[0] with { Element = "../../../tmp/slot" }] };
        WorkVpxi greedy = lab.Vpxi("greedy", "n", 1, end, [lab.Grant(own)]);
        greedy = greedy with
        {
            Nodes = [greedy.Nodes[0] with { Amounts = new Dictionary<string, long> { ["memory"] = 1L << 50 } }],
        };
        lab.Server.Want(
            host.Offer,
            lab.Vpxi("none", "n", 1, end, []),
            lab.Vpxi("other", "n", 1, end, [lab.Grant(host.Resource(2))]),
            lab.Vpxi("expired", "n", 1, end, [lab.Grant(own, seconds: -5)]),
            lab.Vpxi("registrar", "n", 1, end, [lab.Grant(own, issuer: otherRegistrar)]),
            lab.Vpxi("garbage", "n", 1, end, ["(not a certificate"u8.ToArray()]),
            foreignOwner,
            nowhere,
            greedy);

        foreach (string id in (string[])
            ["none", "other", "expired", "registrar", "garbage", "owner", "nowhere", "greedy"])
        {
            await host.ReportedAsync($"{id}/n", "failed");
            Assert.IsNotNull(lab.Server.Reports[$"{id}/n"].Detail, id);
        }

        Assert.IsEmpty(host.Driver.Plans());
        Expect.Contains(lab.Server.Reports["greedy/n"].Detail, "of memory are asked for");
        Assert.IsFalse(Directory.Exists("/tmp/slot"));
        Assert.IsEmpty(Directory.EnumerateFiles(Path.Combine(host.Folder, "state", "keys"), "*tmp*"));
        Assert.IsEmpty(lab.Server.Refused, string.Join('\n', lab.Server.Refused));
    }

    [TestMethod]
    public async Task An_agreement_that_nobody_has_read_is_not_accepted()
    {
        await using AgentLab lab = await AgentLab.BuildAsync(1);
        AgentHost host = lab[1];
        host.Configure(new string('0', 64));
        host.Start();
        await Eventually.TrueAsync(
            () => host.Log.Contains("set account.accept_agreement to " + AgentLab.Accepted), () => host.Log);
        Assert.IsEmpty(lab.Server.Accounts);

        host.Configure(AgentLab.Accepted);
        lab.Server.IsOpen = false;
        host.Signal("HUP");
        await Eventually.TrueAsync(() => lab.Server.Accounts.Count == 1, () => host.Log);
        await Eventually.TrueAsync(() => host.Log.Contains("has to approve"), () => host.Log);
        Assert.IsEmpty(lab.Server.Offers, "a pending account offers nothing");
        Assert.AreEqual("pending", host.Status().GetProperty("account").GetString());
    }

    [TestMethod]
    public async Task A_server_with_another_key_is_not_the_registrar()
    {
        await using AgentLab lab = await AgentLab.BuildAsync(1);
        AgentHost host = lab[1];
        host.Configure(AgentLab.Accepted);
        KeyFile.Save(Path.Combine(lab.Folder, "registrar.key"), Paper.NewKey().Public.Sexp, overwrite: true);
        host.Start();
        await Eventually.TrueAsync(() => host.Log.Contains("event=health.bad subject=registrar"), () => host.Log);
        Assert.IsEmpty(lab.Server.Accounts);
        Assert.IsFalse(host.Status().GetProperty("is_reachable").GetBoolean());
    }
}
