using HiperNet.Agent.Configuration;
using HiperNet.Agent.Control;
using HiperNet.Agent.Discovery;
using HiperNet.Agent.Keys;
using HiperNet.Agent.Registration;
using HiperNet.Agent.Work;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Identity;
using HiperNet.Spki.Keys;
using HiperNet.Vpxi.Deployment;

namespace HiperNet.Agent;

/// <summary>The agent: the one place where its parts meet.</summary>
internal sealed class AgentProgram : IAsyncDisposable
{
    private readonly AgentLog log;
    private readonly TimeProvider time;
    private readonly Health health;
    private readonly FileStream claim;
    private readonly KeyRing keys;
    private readonly GrantBook grants;
    private readonly RegistrarClient client;
    private readonly RevocationBook revocations;
    private readonly WorkKeeper work;
    private readonly Link link;
    private readonly OfferKeeper offers;
    private readonly Pulse pulse;
    private readonly StatusServer status;
    private volatile AgentSettings settings;

    private AgentProgram(AgentSettings settings, PoolOffer pool, FileStream claim, AgentLog log, TimeProvider time)
    {
        (this.settings, this.claim, this.log, this.time) = (settings, claim, log, time);
        health = new Health(log);
        keys = new KeyRing(InState("keys"));
        grants = new GrantBook(InState("granted"), settings.Registrar.Principal, time);
        client = new RegistrarClient(Options(settings, keys.Agent, time));
        revocations = new RevocationBook(InState("revocations"));
        link = new Link(health, time);
        offers = new OfferKeeper(
            client, keys, grants, new Enrolment(client, keys.Agent, link, health), link, health, log, time);
        offers.Set(settings, pool);
        work = new WorkKeeper(Parts(), InState("work.json"), health);
        pulse = new Pulse(client, settings.Offer.Id, settings.Poll, offers, link, work, revocations, log, time);
        status = StatusServer.Start(settings.Socket, Status, time);
    }

    /// <summary>Begins; nothing was asked of anybody yet.</summary>
    /// <exception cref="IOException">Another agent has the state, or it cannot be used.</exception>
    /// <exception cref="AgentConfigException">There is too little to offer.</exception>
    public static AgentProgram Start(AgentSettings settings, AgentLog log, TimeProvider time)
    {
        PoolOffer pool = PoolOffer.Of(MachineProbe.Read(""), settings.Offer);
        AgentFiles.MakeFolder(settings.State);
        FileStream locked = new(
            Path.Combine(settings.State, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            return new AgentProgram(settings, pool, locked, log, time);
        }
        catch
        {
            locked.Dispose();
            throw;
        }
    }

    /// <summary>The principal of the agent's own key, in hexadecimal.</summary>
    public string Principal => keys.Agent.Public.Principal.ToString();

    /// <summary>Runs until it is cancelled; nodes go on running then.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        CheckForwarding();
        await work.BeginAsync(cancellation);
        await Task.WhenAll(offers.RunAsync(cancellation), pulse.RunAsync(cancellation));
    }

    /// <summary>Takes over what a changed configuration offers; the rest needs a restart.</summary>
    public void Reload()
    {
        try
        {
            AgentSettings read = AgentConfigFile.Load(settings.Path);
            PoolOffer pool = PoolOffer.Of(MachineProbe.Read(""), read.Offer);
            if (!read.HasSameBase(settings))
            {
                log.Warn("config.restart", ("detail", "registrar, state, socket, offer.id or nodes.underlay differ"));
                return;
            }

            settings = read;
            offers.Set(read, pool);
            log.Info("config.reloaded");
        }
        catch (AgentConfigException error)
        {
            log.Warn("config.refused", ("detail", error.Message));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await status.DisposeAsync();
        await work.DisposeAsync();
        pulse.Dispose();
        offers.Dispose();
        client.Dispose();
        keys.Dispose();
        await claim.DisposeAsync();
    }

    private static RegistrarOptions Options(AgentSettings settings, PrivateKey agent, TimeProvider time)
    {
        Principal registrar = settings.Registrar.Principal;
        return new RegistrarOptions(
            registrar.ToString(),
            settings.Servers,
            new SpkiMessageSigner(agent),
            agent.Public.Sexp.Canonical,
            key => TlsIdentity.Is(registrar, key))
        {
            RequestTime = AgentLimits.Answer,
            Tries = Math.Max(2, settings.Servers.Count),
            Time = time,
        };
    }

    private string InState(string name) => Path.Combine(settings.State, name);

    private KeeperParts Parts() => new()
    {
        Driver = new NamespaceDriver(InState("deployment"), AgentLimits.Grace),
        Judge = new WorkJudge(keys, grants, revocations, settings.Registrar.Principal, time),
        Revocations = revocations,
        Client = client,
        Settings = () => settings,
        Slot = element => offers.Current?.Pool.Slots.FirstOrDefault(slot => slot.Element == element),
        Underlay = new Underlay(settings.Nodes.Underlay),
        Nodes = InState("nodes"),
        Log = log,
        Time = time,
    };

    private AgentStatus Status() => new(
        Version: 1,
        Environment.ProcessId,
        time.GetUtcNow().ToUnixTimeSeconds(),
        Principal,
        settings.Registrar.Principal.ToString(),
        link.IsReachable,
        link.LastAnswer,
        link.Account,
        settings.Offer.Id,
        link.IsOffered,
        [.. (offers.Current?.Pool.Slots ?? []).Select(Describe)],
        work.Nodes,
        health.Lines);

    private ResourceStatus Describe(Slot slot)
    {
        Principal resource = keys.Of(slot.Element).Public.Principal;
        return new ResourceStatus(
            slot.Element,
            resource.ToString(),
            slot.Cores,
            slot.MemoryBytes,
            slot.StorageBytes,
            grants.Of(resource).Select(grant => (long?)grant.NotAfter.ToUnixTimeSeconds()).Max());
    }

    private void CheckForwarding() => health.Set(
        "forwarding",
        new SystemFiles("").Number("/proc/sys/net/ipv4/ip_forward") == 1
            ? null
            : $"this machine does not forward: nodes of {settings.Nodes.Underlay} reach nobody; "
                + "set net.ipv4.ip_forward to 1");
}
