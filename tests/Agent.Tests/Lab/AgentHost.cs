using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using HiperNet.Hipd.Tests.Lab;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using HiperNet.Testing;
using HiperNet.Vpxi.Deployment;

namespace HiperNet.Agent.Tests.Lab;

/// <summary>A machine of a laboratory: a namespace, a configuration, and an agent when it runs.</summary>
internal sealed class AgentHost : IDisposable
{
    private readonly AgentLab lab;
    private readonly System.Text.StringBuilder lines = new();
    private Process? agent;

    public AgentHost(AgentLab lab, int number)
    {
        (this.lab, Number) = (lab, number);
        Folder = Path.Combine(lab.Folder, $"m{number}");
        Directory.CreateDirectory(Folder);
    }

    public int Number { get; }

    public string Folder { get; }

    public NetworkNamespace Place { get; } = new();

    public string Offer => $"m{Number}";

    public string Socket => Path.Combine(Folder, "agent.sock");

    public string Config => Path.Combine(Folder, "agent.yaml");

    public string Log
    {
        get
        {
            lock (lines)
            {
                return lines.ToString();
            }
        }
    }

    /// <summary>For questions; what makes devices must run in the namespace.</summary>
    public NamespaceDriver Driver => new(Path.Combine(Folder, "state", "deployment"), TimeSpan.Zero);

    public void Configure(string accept, int slots = 2, string more = "") => File.WriteAllText(
        Config,
        $$"""
        registrar: {servers: ["https://10.78.0.254:{{lab.Server.Port}}"], key: ../registrar.key}
        account: {name: m{{Number}}, organisation: lab, contact: nobody, accept_agreement: {{accept}}}
        offer: {id: {{Offer}}, slots: {{slots}}, cores: 1, memory: 0.5, bandwidth: 1 Gbps{{more}}}
        nodes: {underlay: 10.77.{{Number}}.0/24, hipd: {{Programs.FolderOf("hipd")}}}
        state: state
        socket: agent.sock
        poll_seconds: 5

        """);

    public void Start()
    {
        ProcessStartInfo start = new(
            "nsenter", [$"--net=/run/netns/{Place.Name}", Programs.Of("hiper-agent"), "--config", Config])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        agent = Process.Start(start)!;
        agent.ErrorDataReceived += (_, line) =>
        {
            lock (lines)
            {
                lines.AppendLine(line.Data);
            }
        };
        agent.BeginErrorReadLine();
    }

    /// <summary>Ends the agent by a signal, TERM or KILL.</summary>
    public int Stop(string signal)
    {
        ProgramRun.Of("kill", default, $"-{signal}", $"{agent!.Id}");
        Assert.IsTrue(agent.WaitForExit(TimeSpan.FromSeconds(20)), Log);
        int code = agent.ExitCode;
        agent.Dispose();
        agent = null;
        return code;
    }

    public void Signal(string signal) => ProgramRun.Of("kill", default, $"-{signal}", $"{agent!.Id}");

    /// <summary>The resource of a slot, from 1, as it was offered.</summary>
    public PublicKey Resource(int slot)
    {
        ResourceProof proof = lab.Server.Offers[Offer].Resources[slot - 1];
        Assert.IsTrue(CanonicalParser.TryParse(proof.Key, null, out SexpNode? node, out _));
        Assert.IsTrue(PublicKey.TryParse(node, out PublicKey? key, out _));
        return key;
    }

    public JsonElement Status()
    {
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(Socket));
        using NetworkStream stream = new(socket);
        return JsonDocument.Parse(stream).RootElement;
    }

    /// <summary>Waits until the registrar is told a state of a node.</summary>
    public Task ReportedAsync(string node, string state) => Eventually.TrueAsync(
        () => lab.Server.Reports.TryGetValue(node, out NodeReport? report) && report.State == state,
        () => $"{node} is not {state} but {lab.Server.Reports.GetValueOrDefault(node)}\n{Log}");

    /// <summary>Waits until nothing of a plan is left.</summary>
    public Task GoneAsync(string vpxi, string node)
    {
        string plan = Agent.Work.NodeFolder.PlanOf(vpxi, node);
        return Eventually.TrueAsync(() => !Driver.Plans().Contains(plan), () => $"{plan} is there\n{Log}");
    }

    /// <summary>The first process of a node.</summary>
    public async Task<int> ProcessOfAsync(string vpxi, string node) =>
        (await Driver.InspectAsync(Agent.Work.NodeFolder.PlanOf(vpxi, node), node)).Process ?? 0;

    /// <summary>Runs a line of shell in a node.</summary>
    public ProgramRun In(string vpxi, string node, string line)
    {
        string plan = Agent.Work.NodeFolder.PlanOf(vpxi, node);
        IReadOnlyList<string> all = Driver.EnterAsync(plan, node, ["sh", "-c", line]).GetAwaiter().GetResult();
        return ProgramRun.Of(all[0], default, all.Skip(1));
    }

    public void Dispose()
    {
        if (agent is not null)
        {
            Stop("KILL");
        }

        // Devices are looked for in the namespace of the program that undoes a plan.
        ProgramRun undone = ProgramRun.Of(
            "nsenter",
            default,
            $"--net=/run/netns/{Place.Name}",
            Programs.Of("Deploying"),
            Path.Combine(Folder, "state", "deployment"),
            "recover",
            "all");
        Assert.AreEqual(0, undone.ExitCode, undone.Errors);
        Place.Dispose();
    }
}
