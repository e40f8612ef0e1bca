using System.Globalization;
using System.Net;
using HiperNet.HipStack.Control;
using HiperNet.Spki.Keys;
using HiperNet.Testing;

namespace HiperNet.PeerInterop.Tests;

/// <summary>
/// hipd in one network namespace, room for the independent peer in another, and a cable between them.
/// </summary>
internal sealed class Lab : IAsyncDisposable
{
    /// <summary>hipd's address.</summary>
    public const string Ours = "10.66.0.1";

    /// <summary>The address that hipd expects the peer at.</summary>
    public const string Theirs = "10.66.0.2";

    /// <summary>Another address of the peer.</summary>
    public const string TheirOther = "10.66.0.12";

    /// <summary>hipd's IPv6 address.</summary>
    public const string Ours6 = "fd66::1";

    /// <summary>The peer's IPv6 address.</summary>
    public const string Theirs6 = "fd66::2";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);
    private static int made;

    private readonly bool isIPv6;
    private readonly bool isUdp;
    private PythonPeer? awaiting;

    private Lab(bool isIPv6, bool isUdp) => (this.isIPv6, this.isUdp) = (isIPv6, isUdp);

    /// <summary>Where hipd runs.</summary>
    public NetworkNamespace Near { get; } = new();

    /// <summary>Where the peer runs.</summary>
    public NetworkNamespace Far { get; } = new();

    /// <summary>hipd.</summary>
    public HipDaemon Daemon { get; private set; } = null!;

    /// <summary>hipd's HIT.</summary>
    public IPAddress Hit { get; private set; } = IPAddress.None;

    /// <summary>Makes all of it.</summary>
    /// <param name="kind">The kind of hipd's key: p256, p384, rsa or ed25519.</param>
    /// <param name="associations">What the configuration says of associations.</param>
    /// <param name="isIPv6">Whether packets travel over IPv6.</param>
    /// <param name="isUdp">Whether packets travel in UDP.</param>
    public static async Task<Lab> StartAsync(
        string kind = "p256", string associations = "puzzle_difficulty: 4", bool isIPv6 = false, bool isUdp = false)
    {
        Lab lab = new(isIPv6, isUdp);
        lab.Connect();
        int number = Interlocked.Increment(ref made);
        string socket = Scratch.PathOf($"{number}.sock");
        string config = Scratch.PathOf($"{number}.yaml");
        string key = Scratch.PathOf($"{number}.key");
        using PrivateKey secret = PrivateKey.Generate(Algorithm(kind));
        KeyFile.Save(key, secret.ToSexp());
        await File.WriteAllTextAsync(config, lab.Config(key, socket, associations));
        lab.Daemon = await HipDaemon.StartAsync(lab.Near, config, socket);
        lab.Hit = (await lab.Daemon.AskAsync(client => client.StatusAsync())).Identities[0].Hit;
        return lab;
    }

    /// <summary>Starts a peer that waits for hipd.</summary>
    public async Task<PythonPeer> AwaitingPeerAsync(string kind, params IEnumerable<string> arguments) =>
        awaiting = await PythonPeer.StartAsync(Far, ["--role", "responder", .. Common(kind), .. arguments]);

    /// <summary>Starts a peer that begins an exchange with hipd.</summary>
    public Task<PythonPeer> BeginningPeerAsync(string kind, params IEnumerable<string> arguments) =>
        PythonPeer.StartAsync(
            Far,
            [
                "--role", "initiator", "--peer", isIPv6 ? Ours6 : Ours, "--peer-hit", Hit.ToString(),
                .. Common(kind), .. arguments,
            ]);

    /// <summary>Runs a peer that begins an exchange with hipd, to its end, which must be good.</summary>
    public async Task<PeerReport> BeginningPeerEndsWellAsync(string kind, params IEnumerable<string> arguments)
    {
        using PythonPeer peer = await BeginningPeerAsync(kind, arguments);
        PeerReport report = await peer.EndAsync();
        Daemon.MustBeWell();
        return report.MustEndWell();
    }

    /// <summary>Applications on hipd's side ping an address of the overlay; all of them must be answered.</summary>
    public void Ping(IPAddress address, int count = 1)
    {
        ProgramRun run = Near.Run(
            "ping", "-c", count.ToString(CultureInfo.InvariantCulture), "-i", "0.2", "-W", "10", address.ToString());
        string said = System.Text.Encoding.UTF8.GetString(run.Output.Span);
        Assert.AreEqual(0, run.ExitCode, $"{said}{run.Errors}{Daemon.Log}\n{awaiting}");
    }

    /// <summary>Ends hipd's association with a peer.</summary>
    public Task<ChangeResult> ResetAsync(string kind) =>
        Daemon.AskAsync(client => client.ResetAsync(PeerKey.Of(kind).Hit.ToString()));

    /// <summary>hipd's associations with a peer.</summary>
    public async Task<AssociationStatus?> FindAsync(string kind)
    {
        IPAddress hit = PeerKey.Of(kind).Hit;
        IReadOnlyList<AssociationStatus> all =
            await Daemon.AskAsync(client => client.AssociationsAsync(peer: null));
        return all.FirstOrDefault(association => association.PeerHit.Equals(hit));
    }

    /// <summary>What hipd has dropped, those of all associations with it.</summary>
    public async Task<IReadOnlyDictionary<string, long>> DropsAsync()
    {
        DaemonStatus status = await Daemon.AskAsync(client => client.StatusAsync());
        IReadOnlyList<AssociationStatus> all =
            await Daemon.AskAsync(client => client.AssociationsAsync(peer: null));
        return status.Counters.Drops
            .Concat(all.SelectMany(association => association.Drops.Select(
                drop => KeyValuePair.Create($"association_{drop.Key}", drop.Value))))
            .GroupBy(drop => drop.Key)
            .ToDictionary(group => group.Key, group => group.Sum(drop => drop.Value));
    }

    /// <summary>Waits until hipd has dropped a packet more for a reason; fails with what it dropped instead.</summary>
    public async Task MustDropAsync(string reason, IReadOnlyDictionary<string, long> before)
    {
        IReadOnlyDictionary<string, long> now = before;
        if (!await UntilAsync(async () =>
            (now = await DropsAsync()).GetValueOrDefault(reason) > before.GetValueOrDefault(reason)))
        {
            Assert.Fail($"No {reason}, but: {string.Join(", ", now.Where(
                drop => drop.Value != before.GetValueOrDefault(drop.Key)))}");
        }
    }

    /// <summary>Waits for something that must come.</summary>
    public static async Task<bool> UntilAsync(Func<Task<bool>> condition)
    {
        for (TimeSpan waited = TimeSpan.Zero; waited < Patience; waited += Glance)
        {
            if (await condition())
            {
                return true;
            }

            await Task.Delay(Glance, TimeProvider.System);
        }

        return false;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Daemon is not null)
        {
            await Daemon.DisposeAsync();
        }

        Near.Dispose();
        Far.Dispose();
    }

    private static KeyAlgorithm Algorithm(string kind) => kind switch
    {
        "p256" => KeyAlgorithm.P256,
        "p384" => KeyAlgorithm.P384,
        "rsa" => KeyAlgorithm.Rsa2048,
        _ => KeyAlgorithm.Ed25519,
    };

    private string[] Common(string kind) =>
    [
        "--local", isIPv6 ? Theirs6 : Theirs, "--key", PeerKey.Of(kind).File, "--timeout", "45", "--step-timeout", "30",
        "--linger", "0.1", .. isUdp ? new[] { "--udp" } : [],
    ];

    private void Connect()
    {
        Near.VethPair("a0", Far, "b0");
        Near.Ip("addr", "add", $"{Ours}/24", "dev", "a0");
        Near.Ip("addr", "add", $"{Ours6}/64", "dev", "a0", "nodad");
        Far.Ip("addr", "add", $"{Theirs}/24", "dev", "b0");
        Far.Ip("addr", "add", $"{TheirOther}/24", "dev", "b0");
        Far.Ip("addr", "add", $"{Theirs6}/64", "dev", "b0", "nodad");
    }

    private string Config(string key, string socket, string associations)
    {
        IEnumerable<string> hosts = PeerKey.Kinds.Select(kind =>
            $"  - {{hit: \"{PeerKey.Of(kind).Hit}\", name: {kind}, addresses: [\"{(isIPv6 ? Theirs6 : Theirs)}\"]}}\n");
        return $$"""
            identities: [{key: {{key}}}]
            policy: {mode: any}
            transport: {prefer: {{(isUdp ? "udp" : "raw")}}}
            associations: {failed_hold_seconds: 0.05, {{associations}}}
            control: {socket: {{socket}}}
            hosts:
            {{string.Concat(hosts)}}
            """;
    }
}
