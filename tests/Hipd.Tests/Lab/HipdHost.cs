using System.Text;
using System.Text.Json;
using HiperNet.Testing;

namespace HiperNet.Hipd.Tests.Lab;

/// <summary>A host of a laboratory: a namespace, a key, a configuration, and a daemon when it runs.</summary>
internal sealed class HipdHost : IDisposable
{
    private readonly LabPlan plan;
    private readonly string folder;
    private readonly StringBuilder past = new();

    public HipdHost(LabPlan plan, string folder, int number)
    {
        this.plan = plan;
        this.folder = folder;
        Number = number;
        string type = plan.Keys[Math.Min(number, plan.Keys.Count) - 1];
        Succeed(ProgramRun.Of(Programs.Hiper, default, "key", "new", "--type", type, "--out", Key));
        JsonElement shown = Json(ProgramRun.Of(Programs.Hiper, default, "key", "show", Key, "--json"));
        Hit = shown.GetProperty("hit").GetString()!;
        Lsi = shown.GetProperty("lsi").GetString()!;
        Principal = shown.GetProperty("principal").GetString()!;
    }

    /// <summary>From 1.</summary>
    public int Number { get; }

    public string Name => $"h{Number}";

    public NetworkNamespace Namespace { get; } = new();

    public string Key => PathOf($"h{Number}.key");

    public string Config => PathOf($"{Name}.yaml");

    public string Socket => PathOf($"{Name}.sock");

    public string Hit { get; }

    public string Lsi { get; }

    public string Principal { get; }

    /// <summary>Its address in the VPXI.</summary>
    public string Vpxi => $"10.77.0.{Number}";

    /// <summary>The IPv4 address that applications see.</summary>
    public string Inner4 => plan.Vpxi ? Vpxi : Lsi;

    /// <summary>Its addresses on the common bridge.</summary>
    public string Outer4 => $"10.9.0.{Number}";

    public string Outer6 => $"fd09::{Number}";

    /// <summary>Where others find it.</summary>
    public IReadOnlyList<string> Locators { get; set; } = [];

    /// <summary>What the daemon has written, of all runs.</summary>
    public string Log => $"{past}{Daemon?.Lines}";

    /// <summary>The daemon; null while none runs.</summary>
    public Background? Daemon { get; private set; }

    /// <summary>A file in the laboratory's folder.</summary>
    public string PathOf(string name) => Path.Combine(folder, name);

    /// <summary>Writes the configuration.</summary>
    public void Configure(IEnumerable<HipdHost> others)
    {
        StringBuilder text = new();
        string inner = plan.Vpxi ? $", ipv4: {Vpxi}/24" : "";
        text.Append($"identities: [{{key: {Key}{inner}}}]\n{plan.Policy(this)}\n");
        text.Append($"transport: {{prefer: {plan.Prefer}}}\n");
        text.Append($"associations: {{{plan.Associations(this)}}}\n");
        text.Append($"control: {{socket: {Socket}}}\n{plan.More}\n{Services(others)}\nhosts:\n");
        foreach (HipdHost other in plan.AreStrangers ? [] : others)
        {
            string ipv4 = plan.Vpxi ? $", ipv4: {other.Vpxi}" : "";
            string where = IsBehindServer(other)
                ? $"rvs: \"{Server(others).Hit}\""
                : $"addresses: [{string.Join(", ", other.Locators.Select(locator => $"\"{locator}\""))}]";
            text.Append($"  - {{hit: \"{other.Hit}\", name: {other.Name}, {where}{ipv4}}}\n");
        }

        File.WriteAllText(Config, text.ToString());
    }

    private HipdHost Server(IEnumerable<HipdHost> others) => others.Single(other => other.Number == plan.Rendezvous);

    private bool IsBehindServer(HipdHost other) =>
        plan.Rendezvous != 0 && other.Number == plan.Hosts && Number != plan.Rendezvous;

    private string Services(IEnumerable<HipdHost> others) => plan.Rendezvous switch
    {
        0 => "",
        int server when server == Number => $"services: {{offer: [{plan.Services}]}}",
        _ when Number == plan.Hosts =>
            $"services: {{register: [{{server: \"{Server(others).Hit}\", services: [{plan.Services}]}}]}}",
        _ => "",
    };

    /// <summary>Starts the daemon; the control socket need not answer yet.</summary>
    public void Launch() => Daemon = Background.Start(Namespace, Programs.Hipd, "--config", Config);

    /// <summary>Waits until it is ready.</summary>
    public Task ReadyAsync() => Eventually.TrueAsync(
        () => Daemon!.Lines.Contains("ready as", StringComparison.Ordinal) || !Daemon.IsRunning,
        () => $"{Name} is not ready:\n{Log}");

    /// <summary>Starts the daemon and waits for it.</summary>
    public async Task StartAsync()
    {
        Launch();
        await ReadyAsync();
        Assert.IsTrue(Daemon!.IsRunning, $"{Name} ended:\n{Log}");
    }

    /// <summary>Ends the daemon by a signal.</summary>
    /// <returns>The exit code.</returns>
    public int Stop(string signal)
    {
        Daemon!.Signal(signal);
        int code = Daemon.Wait();
        Forget();
        return code;
    }

    /// <summary>Runs a verb of <c>hiper hip</c>.</summary>
    public ProgramRun Hip(params IEnumerable<string> arguments) =>
        ProgramRun.Of(Programs.Hiper, default, ["hip", .. arguments, "--socket", Socket]);

    /// <summary>The same, for its JSON.</summary>
    public JsonElement HipJson(params IEnumerable<string> arguments) => Json(Hip([.. arguments, "--json"]));

    /// <summary>The association with a peer; null if there is none.</summary>
    public JsonElement? Association(HipdHost peer)
    {
        ProgramRun run = Hip("sa", peer.Hit, "--json");
        if (run.ExitCode != 0)
        {
            return null;
        }

        JsonElement all = Json(run).GetProperty("associations");
        return all.GetArrayLength() == 0 ? null : all[0];
    }

    /// <summary>
    /// Whether data can flow with a peer: there are security associations. The state alone does not say it, because a
    /// responder may have answered a peer whose certificates it does not have yet.
    /// </summary>
    public bool IsOpenWith(HipdHost peer) =>
        Association(peer) is { } association
        && association.TryGetProperty("inbound", out JsonElement inbound)
        && inbound.ValueKind == JsonValueKind.Object;

    /// <summary>Runs a program in the host's namespace.</summary>
    public ProgramRun Run(string program, params IEnumerable<string> arguments) => Namespace.Run(program, arguments);

    /// <summary>Three echo requests at once.</summary>
    public ProgramRun Ping(string address, int count = 3) =>
        Run("ping", "-c", $"{count}", "-l", $"{count}", "-W", "10", address);

    /// <summary>What the daemon says of itself, for a failed test.</summary>
    public string State()
    {
        if (Daemon is not { IsRunning: true })
        {
            return "(no daemon)\n";
        }

        ReadOnlySpan<byte> text = Hip("status").Output.Span;
        return Encoding.UTF8.GetString(text) + Encoding.UTF8.GetString(Hip("sa").Output.Span);
    }

    public void Dispose()
    {
        Forget();
        Namespace.Dispose();
    }

    private static JsonElement Json(ProgramRun run)
    {
        try
        {
            return JsonDocument.Parse(run.Output).RootElement;
        }
        catch (JsonException error)
        {
            throw new AssertFailedException($"no JSON, exit code {run.ExitCode}: {run.Errors}", error);
        }
    }

    private static void Succeed(ProgramRun run) =>
        Assert.AreEqual(0, run.ExitCode, run.Errors + Encoding.UTF8.GetString(run.Output.Span));

    private void Forget()
    {
        if (Daemon is { } daemon)
        {
            Daemon = null;
            daemon.Dispose();
            past.Append(daemon.Lines).Append("-- the daemon ended --\n");
        }
    }
}
