using HiperNet.Hipd.Tests.Lab;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Spki.Keys;
using HiperNet.Testing;

namespace HiperNet.Agent.Tests.Lab;

/// <summary>Machines on a common bridge, each routing its nodes' prefix, with a registrar.</summary>
internal sealed class AgentLab : IAsyncDisposable
{
    private static int made;
    private readonly NetworkNamespace router = new();
    private readonly List<NetworkNamespace> places = [];
    private ContractServer? server;

    private AgentLab() => Directory.CreateDirectory(Folder);

    /// <summary>In memory, as a state folder's overlay may be.</summary>
    public string Folder { get; } = Path.Combine(
        "/dev/shm", $"hiper-agent-{Environment.ProcessId}-{Interlocked.Increment(ref made)}");

    public ContractServer Server => server!;

    public IReadOnlyList<AgentHost> Hosts { get; private set; } = [];

    /// <summary>Who asks for infrastructures.</summary>
    public PrivateKey Owner { get; } = Paper.NewKey();

    public AgentHost this[int number] => Hosts[number - 1];

    public static string Accepted { get; } = Convert.ToHexStringLower(
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(ContractServer.Agreement)));

    public static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    public static async Task<AgentLab> BuildAsync(int hosts)
    {
        AgentLab lab = new();
        lab.router.Ip("link", "add", "br0", "type", "bridge");
        lab.router.Ip("link", "set", "br0", "up");
        lab.router.Ip("addr", "add", "10.78.0.254/24", "dev", "br0");
        lab.server = await ContractServer.StartAsync(lab.router);
        KeyFile.Save(Path.Combine(lab.Folder, "registrar.key"), lab.Server.Key.Public.Sexp);
        lab.Hosts = [.. Enumerable.Range(1, hosts).Select(number => new AgentHost(lab, number))];
        foreach (AgentHost host in lab.Hosts)
        {
            lab.Connect(host, hosts);
        }

        return lab;
    }

    /// <summary>Configures and starts all agents, and waits for their offers.</summary>
    public async Task StartAsync(int slots = 2)
    {
        foreach (AgentHost host in Hosts)
        {
            host.Configure(Accepted, slots);
            host.Start();
        }

        foreach (AgentHost host in Hosts)
        {
            await Eventually.TrueAsync(() => Server.Offers.ContainsKey(host.Offer), () => host.Log);
        }
    }

    /// <summary>The registrar's certificate for the owner on a resource.</summary>
    public ReadOnlyMemory<byte> Grant(PublicKey resource, double seconds = 3_600, PrivateKey? issuer = null)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return Paper.Machine(
            issuer ?? Server.Key, Owner.Public.Principal, resource.Principal, now.AddDays(-1), now.AddSeconds(seconds));
    }

    /// <summary>An infrastructure with one node on a machine.</summary>
    public WorkVpxi Vpxi(
        string id, string node, int slot, long end, IReadOnlyList<ReadOnlyMemory<byte>> certificates) => new(
        id,
        Owner.Public.Principal.ToString(),
        "run",
        Now - 60,
        end,
        $"infrastructure x {{ node {node} {{ command \"echo hello; sleep 1000\" }} }}",
        [new WorkNode(node, $"slot[{slot}]", new Dictionary<string, long> { ["cores"] = 1, ["memory"] = 64 << 20 })],
        Members(id),
        certificates);

    /// <summary>All nodes of an infrastructure that reported.</summary>
    public IReadOnlyList<WorkMember> Members(string id) =>
    [
        .. Server.Reports.Where(report => report.Key.StartsWith(id + "/", StringComparison.Ordinal))
            .Select(report => new WorkMember(
                report.Key[(id.Length + 1)..], report.Value.Key, report.Value.Hit, report.Value.Addresses)),
    ];

    /// <summary>A user's machine on the bridge.</summary>
    public NetworkNamespace NewPlace()
    {
        NetworkNamespace place = new();
        places.Add(place);
        place.VethPair("eth0", router, "user");
        router.Ip("link", "set", "user", "master", "br0");
        place.Ip("addr", "add", "10.78.0.200/24", "dev", "eth0");
        foreach (AgentHost host in Hosts)
        {
            place.Ip("route", "add", $"10.77.{host.Number}.0/24", "via", $"10.78.0.{host.Number}");
        }

        return place;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (NetworkNamespace place in places)
        {
            place.Dispose();
        }

        foreach (AgentHost host in Hosts)
        {
            host.Dispose();
        }

        await Server.DisposeAsync();
        router.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private void Connect(AgentHost host, int hosts)
    {
        host.Place.VethPair("eth0", router, $"m{host.Number}");
        router.Ip("link", "set", $"m{host.Number}", "master", "br0");
        host.Place.Ip("addr", "add", $"10.78.0.{host.Number}/24", "dev", "eth0");
        host.Place.Run("sh", "-c", "echo 1 >/proc/sys/net/ipv4/ip_forward");
        foreach (int other in Enumerable.Range(1, hosts).Where(other => other != host.Number))
        {
            host.Place.Ip("route", "add", $"10.77.{other}.0/24", "via", $"10.78.0.{other}");
        }
    }
}
