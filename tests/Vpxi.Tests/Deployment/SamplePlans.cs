using System.Net;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Tests.Deployment;

/// <summary>Plans for tests. The identifier says which one, so that another process makes the same.</summary>
internal static class SamplePlans
{
    public static DeploymentPlan Of(string id) => id.Split('-')[0] switch
    {
        "pair" => PairOf(id),
        "single" => SingleOf(id),
        "counting" => Running(id, "sh", "-c", "while :; do echo x >>/tmp/count; sleep 0.01; done"),
        "ending" => Running(id, "sh", "-c", "exit $CODE"),
        "greedy" => Running(id, "sh", "-c", "text=x; while :; do text=$text$text; done"),
        "polite" => Running(id, "sh", "-c", "trap 'exit 3' TERM; while :; do sleep 0.01; done"),
        "missing" => Running(id, "no-such-program"),
        "hipd" => WithHipd(id),
        "lan5" => LanOf(id, 5),
        "lan100" => LanOf(id, 100),
        "wrong" => Running(id, "true") with { Links = [new DeploymentLink { Name = "x", Ends = [End("y", "eth0")] }] },
        _ => throw new ArgumentOutOfRangeException(nameof(id)),
    };

    private const string DaemonFolder = "/opt/hiper";

    private static Dictionary<string, string> Code { get; } =
        new() { ["CODE"] = "7", ["LD_PRELOAD"] = "/no such/library" };

    /// <summary>Where the files of a plan's nodes are: NODE.key and NODE.yaml.</summary>
    public static string FilesOf(string id) => Path.Combine(Path.GetTempPath(), $"hiper-files-{id}");

    /// <summary>The pair, each with a HIP daemon of its own.</summary>
    private static DeploymentPlan WithHipd(string id)
    {
        DeploymentPlan pair = PairOf(id);
        return pair with
        {
            Nodes =
            [
                .. pair.Nodes.Select(node => node with
                {
                    CpuMillis = 0,
                    MemoryBytes = 512 << 20,
                    Hipd = new DeploymentHipd($"{DaemonFolder}/hipd"),
                    Files =
                    [
                        .. Daemon(),
                        new(Path.Combine(FilesOf(id), $"{node.Name}.key"), "/etc/hiper/host.key"),
                        new(Path.Combine(FilesOf(id), $"{node.Name}.yaml"), "/etc/hiper/hipd.yaml"),
                    ],
                }),
            ],
        };
    }

    /// <summary>The daemon, copied: where it was built may be out of a node's sight.</summary>
    private static IEnumerable<DeploymentFile> Daemon()
    {
        string own = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        string folder = Path.GetFullPath(Path.Combine(own, "..", "..", "hipd", Path.GetFileName(own)));
        return Directory.EnumerateFiles(folder).Select(file => new DeploymentFile(
            file, $"{DaemonFolder}/{Path.GetFileName(file)}", UnixFileMode.UserRead | UnixFileMode.UserExecute));
    }

    private static DeploymentPlan Running(string id, params string[] command) =>
        new() { Id = id, Nodes = [Node("alpha") with { Command = command, Environment = Code }] };

    /// <summary>Two nodes with a cable, and a bridge that this machine is on.</summary>
    private static DeploymentPlan PairOf(string id) => new()
    {
        Id = id,
        Nodes = [Node("alpha") with { Hostname = "alpha.example" }, Node("beta")],
        Links =
        [
            new DeploymentLink
            {
                Name = "cable",
                Ends = [End("alpha", "eth0", "10.9.0.1", "fd09::1"), End("beta", "eth0", "10.9.0.2", "fd09::2")],
            },
            new DeploymentLink
            {
                Name = "lan",
                HostAddress = new DeploymentAddress(IPAddress.Parse("10.9.1.254"), 24),
                Ends =
                [
                    End("alpha", "eth1", "10.9.1.1") with { Gateway = IPAddress.Parse("10.9.1.254") },
                    End("beta", "eth1", "10.9.1.2") with { SendRate = 8_000_000, ReceiveRate = 4_000_000 },
                ],
            },
        ],
        Hosts = new Dictionary<string, IPAddress> { ["gamma"] = IPAddress.Parse("2001:20::5") },
    };

    /// <summary>Nodes n0, n1 and so on with one bridge.</summary>
    private static DeploymentPlan LanOf(string id, int nodes) => new()
    {
        Id = id,
        Nodes = [.. Enumerable.Range(0, nodes).Select(number => Node($"n{number}"))],
        Links =
        [
            new DeploymentLink
            {
                Name = "lan",
                Ends =
                [
                    .. Enumerable.Range(1, nodes).Select(number => End($"n{number - 1}", "eth0", $"10.9.1.{number}")),
                ],
            },
        ],
    };

    private static DeploymentPlan SingleOf(string id) => new()
    {
        Id = id,
        Nodes = [Node("alpha")],
        Links =
        [
            new DeploymentLink
            {
                Name = "lan",
                HostAddress = new DeploymentAddress(IPAddress.Parse("10.9.1.254"), 24),
                Ends = [End("alpha", "eth0", "10.9.1.1")],
            },
        ],
    };

    private static DeploymentNode Node(string name) => new()
    {
        Name = name,
        CpuMillis = 500,
        MemoryBytes = 64 << 20,
        Command = ["sleep", "1000"],
    };

    private static DeploymentEnd End(string node, string device, params string[] addresses) => new()
    {
        Node = node,
        Interface = device,
        Addresses =
        [
            .. addresses.Select(IPAddress.Parse)
                .Select(address => new DeploymentAddress(address, address.GetAddressBytes().Length == 4 ? 24 : 64)),
        ],
    };
}
