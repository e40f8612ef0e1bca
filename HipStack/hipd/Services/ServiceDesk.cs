using HiperNet.HipStack.Association;
using HiperNet.HipStack.Control;
using HiperNet.HipStack.Identity;
using HiperNet.HipStack.Wire;
using HiperNet.Hipd.Peers;
using HiperNet.Hipd.Policy;

namespace HiperNet.Hipd.Services;

/// <summary>
/// Registers us where we want to be registered, again after every loss, and decides who may register with us
/// (RFC 8003, RFC 8004). On the control thread.
/// </summary>
internal sealed class ServiceDesk(
    ServiceSettings settings,
    RelayPorts ports,
    Hit local,
    HipEngine engine,
    Connector connector,
    PeerPolicy policy,
    HostBook hosts,
    DaemonClock clock,
    Action<string> log)
{
    /// <summary>Marks the questions that it asks itself.</summary>
    public const long Ticket = -1;

    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(10);

    private readonly Dictionary<(Hit, RegistrationType), RegistrationChanged> registrations = [];
    private TimeSpan nextLook;

    /// <summary>Says what we offer and want; to be called once.</summary>
    public void Begin()
    {
        if (settings.Offered.Count > 0)
        {
            engine.Offer(clock.Now, settings.Offered);
        }

        foreach (WantedService wanted in settings.Wanted)
        {
            engine.Register(clock.Now, new AssociationKey(local, wanted.Server), wanted.Types, wanted.Lifetime);
        }
    }

    /// <summary>
    /// Now and then meets the servers that we have no association with, and asks the others for a sign: one that was
    /// started anew knows us no more, and would not say so. Takes back ports that nobody got after all.
    /// </summary>
    public void Run()
    {
        if (clock.Now < nextLook)
        {
            return;
        }

        nextLook = clock.Now + LookInterval;
        foreach (AssociationKey client in ports.Clients.Where(client => !IsRelayed(client)))
        {
            ports.Close(client);
        }

        foreach (WantedService wanted in settings.Wanted)
        {
            AssociationKey key = new(local, wanted.Server);
            if (engine.View(key) is not { IsOpen: true })
            {
                connector.Connect(local, wanted.Server);
            }
            else
            {
                engine.Ping(clock.Now, key, Ticket);
            }
        }
    }

    /// <summary>A server that gave no sign is met anew: if it was started anew, it knows us no more.</summary>
    public void Answered(PingAnswered answered)
    {
        if (answered.RoundTrip is null)
        {
            engine.Close(clock.Now, answered.Key, EndReason.NoUpdateAnswer);
            nextLook = clock.Now;
        }
    }

    /// <summary>Who may have an association with us may register with us, for as long as that lasts.</summary>
    public void Answer(RegistrationQuestion question)
    {
        PeerDecision decision = policy.Decide(question.Identity, question.Chain);
        RegistrationType[] granted = decision.IsGranted ? [.. question.Types.Intersect(settings.Offered)] : [];
        engine.AnswerRegistration(
            clock.Now,
            question,
            new RegistrationVerdict(
                granted,
                decision.Until - clock.Now,
                decision.IsGranted ? RegistrationFailure.Unavailable : RegistrationFailure.CredentialsRequired,
                granted.Contains(RegistrationType.RelayUdpEsp) ? ports.Open(question.Key, question.Path) : null));
    }

    /// <summary>Takes note of what became of a registration of ours.</summary>
    public void Changed(RegistrationChanged changed)
    {
        (Hit, RegistrationType) key = (changed.Key.Peer, changed.Type);
        bool isRenewal = changed.Until is not null
            && registrations.GetValueOrDefault(key) is { Until: not null };
        registrations[key] = changed;
        if (!isRenewal)
        {
            log($"{Name(changed.Key.Peer)}: {ServiceNames.Of(changed.Type)}: {StateOf(changed)}");
        }
    }

    /// <summary>Takes note of a registration with us.</summary>
    public void Changed(ClientChanged changed)
    {
        if (changed is { Until: null, Type: RegistrationType.RelayUdpEsp })
        {
            ports.Close(changed.Key);
        }

        log($"{Name(changed.Key.Peer)} {(changed.Until is null ? "is no longer registered" : "is registered")} "
            + $"here for {ServiceNames.Of(changed.Type)}");
    }

    /// <summary>A client of the data relay lets a peer through.</summary>
    public void Install(InstallRelayBinding binding) => ports.Install(binding);

    /// <summary>It does so no more.</summary>
    public void Remove(RemoveRelayBinding ended) => ports.Remove(ended);

    /// <summary>A host is somewhere else.</summary>
    public void Moved(PathChanged changed) => ports.Move(changed);

    /// <summary>What we are registered for, or want to be.</summary>
    public IReadOnlyList<RegistrationStatus> Status() =>
    [
        .. settings.Wanted.SelectMany(wanted => wanted.Types.Select(type => Status(wanted, type))),
    ];

    private bool IsRelayed(AssociationKey client) => engine.View(client) is { } view
        && view.Registrations.Any(one => one is { IsOurs: false, Type: RegistrationType.RelayUdpEsp, Until: not null });

    private static string StateOf(RegistrationChanged? changed) => changed switch
    {
        null => "asking",
        { Until: not null } => "granted",
        { Failure: not null } => "refused",
        _ => "ended",
    };

    private RegistrationStatus Status(WantedService wanted, RegistrationType type)
    {
        RegistrationChanged? changed = registrations.GetValueOrDefault((wanted.Server, type));
        return new RegistrationStatus
        {
            ServerHit = wanted.Server.ToAddress(),
            Server = engine.View(new AssociationKey(local, wanted.Server))?.Path?.Remote,
            Services = [ServiceNames.Of(type)],
            State = StateOf(changed),
            Until = changed?.Until is { } until ? clock.UtcNow + (until - clock.Now) : null,
            Reason = changed?.Failure?.ToString(),
        };
    }

    private string Name(Hit peer) => hosts.Find(peer) is { Name: { } name } ? $"{name} ({peer})" : peer.ToString();
}
