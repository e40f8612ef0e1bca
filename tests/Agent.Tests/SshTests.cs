using System.Security.Cryptography;
using HiperNet.Agent.Tests.Lab;
using HiperNet.Hipd.Tests.Lab;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Testing;
using HiperNet.Vpxi.Tests.Deployment;

namespace HiperNet.Agent.Tests;

/// <summary>A user reaches a node by ssh, over HIP, with the key that his certificates are about.</summary>
[TestClass]
[RequiresNetworkNamespaces]
[RequiresOverlay]
[RequiresProgram("/usr/sbin/sshd")]
public sealed class SshTests
{
    private static readonly string V = $"ssh{Environment.ProcessId}";

    [TestMethod]
    public async Task A_users_key_opens_a_node_and_what_it_opened_is_closed_when_his_right_goes()
    {
        await using AgentLab lab = await AgentLab.BuildAsync(1);
        await lab.StartAsync();
        AgentHost host = lab[1];
        Principal owner = lab.Owner.Public.Principal;
        Sequence network = Paper.Issue(
            lab.Server.Key,
            owner,
            HiperNet.Spki.Sexp.SexpList.Of("net", V),
            DateTimeOffset.FromUnixTimeSeconds(AgentLab.Now - 60),
            DateTimeOffset.FromUnixTimeSeconds(AgentLab.Now + 600));
        WorkVpxi work = lab.Vpxi(
            V, "a", 1, AgentLab.Now + 600, [lab.Grant(host.Resource(1)), network.Node.Canonical]);
        WorkMember user = new(owner.ToString(), lab.Owner.Public.Sexp.Canonical, null, []);
        lab.Server.Want(host.Offer, work with { Members = [user] });
        await host.ReportedAsync($"{V}/a", "running");

        NodeReport node = lab.Server.Reports[$"{V}/a"];
        NetworkNamespace place = lab.NewPlace();
        using Background daemon = StartDaemon(lab, place, node, network);
        await Eventually.TrueAsync(() => daemon.Lines.Contains("ready as"), () => daemon.Lines);
        string[] ssh =
        [
            "-i", Path.Combine(lab.Folder, "owner.pem"), "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no",
            "-o", "UserKnownHostsFile=/dev/null", "-o", "ConnectTimeout=5", $"root@{node.Hit}",
        ];
        string said = "";
        await Eventually.TrueAsync(
            () =>
            {
                ProgramRun run = place.Run("ssh", [.. ssh, "hostname"]);
                said = System.Text.Encoding.UTF8.GetString(run.Output.Span) + run.Errors;
                return run.ExitCode == 0;
            },
            () => $"{said}\n{host.Log}\n{daemon.Lines}\n{Tail(host)}");
        Expect.Contains(said, "a\n");

        using Background session = Background.Start(place, "ssh", [.. ssh, "echo open; sleep 300"]);
        await Eventually.TrueAsync(() => session.Lines.Contains("open"), () => session.Lines + Tail(host));
        lab.Server.Want(host.Offer, work);
        await Eventually.TrueAsync(() => !session.IsRunning, () => $"{session.Lines}\n{host.Log}\n{Tail(host)}");
        ProgramRun refused = place.Run("ssh", [.. ssh, "hostname"]);
        Assert.AreEqual(255, refused.ExitCode);
        Expect.Contains(refused.Errors, "Permission denied");
    }

    private static Background StartDaemon(
        AgentLab lab, NetworkNamespace place, NodeReport node, Sequence network)
    {
        KeyFile.Save(Path.Combine(lab.Folder, "owner.key"), lab.Owner.ToSexp());
        KeyFile.Save(Path.Combine(lab.Folder, "owner.net"), network.Node);
        string pem = Path.Combine(lab.Folder, "owner.pem");
        File.WriteAllText(pem, PemEncoding.WriteString("PRIVATE KEY", Pkcs8.Export(lab.Owner)) + "\n");
        ProgramRun.Of("chmod", default, "600", pem);
        string config = Path.Combine(lab.Folder, "user.yaml");
        File.WriteAllText(config, $$"""
            identities: [{key: owner.key}]
            policy: {mode: certificates, vpxis: ["{{V}}"], roots: [registrar.key], chain: [owner.net]}
            hosts: [{hit: "{{node.Hit}}", addresses: ["{{node.Addresses[0]}}"]}]
            control: {socket: {{lab.Folder}}/user.sock}

            """);
        return Background.Start(place, Programs.Of("hipd"), "--config", config);
    }

    private static string Tail(AgentHost host) => System.Text.Encoding.UTF8.GetString(host.In(
        V, "a", "cd /var/log; cat sshd.log node.log /etc/hiper/authorized_keys; tail -n 5 hipd.log").Output.Span);
}
