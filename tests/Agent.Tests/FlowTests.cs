using System.Diagnostics;
using System.Text;
using HiperNet.Agent.Work;
using HiperNet.Flows.Tests.Lab;
using HiperNet.Hipd.Tests.Lab;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Testing;
using HiperNet.Vpxi.Deployment;
using HiperNet.Vpxi.Tests.Deployment;
using Programs = HiperNet.Agent.Tests.Lab.Programs;

namespace HiperNet.Agent.Tests;

/// <summary>Flows 1 to 3 with the registrar's own service, its store and an agent, each as a process.</summary>
[TestClass]
[RequiresProgram("etcd")]
[RequiresNetworkNamespaces]
[RequiresOverlay]
public sealed class FlowTests
{
    private static readonly string V = $"flow{Environment.ProcessId}";
    private static readonly string Plan = NodeFolder.PlanOf(V, "n");
    private readonly StringBuilder log = new();
    private Person user = null!;

    [TestMethod]
    public async Task A_machine_joins_and_runs_what_a_user_creates_until_he_deletes_it()
    {
        await using RegistrarLab lab = await RegistrarLab.StartAsync();
        string folder = Path.Combine("/dev/shm", $"hiper-flow-{Environment.ProcessId}");
        Directory.CreateDirectory(folder);
        NamespaceDriver driver = new(Path.Combine(folder, "state", "deployment"), TimeSpan.Zero);
        try
        {
            string config = await ConfigureAsync(lab, folder);
            await AliveAsync(config, () => CreateAsync(lab, driver));
            Assert.HasCount(1, driver.Plans(), "an agent that is killed leaves its nodes running");
            await AliveAsync(config, () => LiveAsync(lab, driver));
        }
        finally
        {
            foreach (string plan in driver.Plans())
            {
                await driver.StopAsync(plan);
            }

            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task AliveAsync(string config, Func<Task> life)
    {
        using Process agent = Start(config);
        try
        {
            await life();
        }
        finally
        {
            agent.Kill();
            await agent.WaitForExitAsync();
        }
    }

    private async Task CreateAsync(RegistrarLab lab, NamespaceDriver driver)
    {
        user = await lab.InvitedAsync();
        VpxiRequest request = new(
            V, "infrastructure x { window for 10 min; node n { cores 1; memory 64 MB; command \"echo up\" } }", false);
        ApiAnswer<VpxiView> created = await user.Client.CreateAsync(request);
        for (int i = 0; i < 100 && !created.IsDone; i++)
        {
            await Eventually.PauseAsync(TimeSpan.FromMilliseconds(200));
            created = await user.Client.CreateAsync(request);
        }

        Assert.IsTrue(created.IsDone, $"{created.Problem}\n{Log}\n{lab.Registrar.Log}");
        RegistrarLab.Must(await user.Client.ProvisionAsync(V));
        await StateAsync(lab, "running");
        VpxiNode node = RegistrarLab.Must(await user.Client.VpxiAsync(V)).Nodes.Single();
        Assert.AreEqual("10.77.9.3", node.Addresses.Single());
        Assert.AreEqual(NodeState.Running, (await driver.InspectAsync(Plan, "n")).State);
    }

    private async Task LiveAsync(RegistrarLab lab, NamespaceDriver driver)
    {
        RegistrarLab.Must(await user.Client.SuspendAsync(V));
        await StateAsync(lab, "suspended");
        Assert.AreEqual(NodeState.Suspended, (await driver.InspectAsync(Plan, "n")).State);
        RegistrarLab.Must(await user.Client.ResumeAsync(V));
        await StateAsync(lab, "running");

        RegistrarLab.Must(await user.Client.DeleteAsync(V));
        await Eventually.TrueAsync(() => driver.Plans().Count == 0, () => Log);
    }

    private string Log
    {
        get
        {
            lock (log)
            {
                return log.ToString();
            }
        }
    }

    private static async Task<string> ConfigureAsync(RegistrarLab lab, string folder)
    {
        InvitationView invitation = RegistrarLab.Must(await lab.Administrator.Client.InviteAsync(3_600));
        await File.WriteAllTextAsync(Path.Combine(folder, "invitation"), invitation.Token);
        string config = Path.Combine(folder, "agent.yaml");
        await File.WriteAllTextAsync(config, $$"""
            registrar: {servers: ["{{lab.Registrar.Address}}"], key: {{lab.Place}}/registrar.key}
            account: {name: m, organisation: lab, contact: nobody, accept_agreement: {{lab.Agreement}},
              invitation_file: invitation}
            offer: {id: lyon, slots: 1, cores: 1, memory: 0.5, bandwidth: 1 Gbps}
            nodes: {underlay: 10.77.9.0/24, hipd: {{Programs.FolderOf("hipd")}}}
            state: state
            socket: agent.sock
            poll_seconds: 2

            """);
        return config;
    }

    private Process Start(string config)
    {
        ProcessStartInfo start = new(Programs.Of("hiper-agent"), ["--config", config])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        Process agent = Process.Start(start)!;
        agent.ErrorDataReceived += (_, line) =>
        {
            lock (log)
            {
                log.AppendLine(line.Data);
            }
        };
        agent.BeginErrorReadLine();
        return agent;
    }

    private Task StateAsync(RegistrarLab lab, string state) => Eventually.TrueAsync(
        () => user.Client.VpxiAsync(V).GetAwaiter().GetResult().Value?.Nodes.Single().State == state,
        () => $"the node is not {state}\n{Log}\n{lab.Registrar.Log}");
}
