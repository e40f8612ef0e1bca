using System.Net;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Esp;
using HiperNet.HipStack.Identity;
using HiperNet.HipStack.Link;
using HiperNet.HipStack.Tests.Association;
using HiperNet.Hipd;
using HiperNet.Hipd.Configuration;
using HiperNet.Hipd.DataPath;
using HiperNet.Hipd.Policy;
using HiperNet.Hipd.Services;
using Path = HiperNet.HipStack.Association.Path;

namespace HiperNet.HipStack.Tests.Hipd;

/// <summary>The control thread's parts around a real engine, with no socket and a TAP device in memory.</summary>
internal sealed class ControlThread : IDisposable
{
    private readonly HostKey key = PolicyWorld.HostKeyOf(PolicyWorld.Key("H"));
    private readonly Settings settings;
    private readonly Underlay underlay;
    private readonly DaemonClock clock;
    private readonly MemoryAddresses addresses = new() { Route = _ => IPAddress.Parse("192.0.2.1") };

    public ControlThread(
        PolicyWorld world, PeerPolicy policy, int maxAssociations = 100, ServiceSettings? services = null)
    {
        clock = world.Clock;
        TransportConfig transport = new() { Raw = false, Udp = false };
        EngineOptions options = new() { MaxAssociations = maxAssociations };
        settings = new Settings
        {
            Path = "/none",
            Identities = [new HiperNet.Hipd.Configuration.Identity(key, PolicyWorld.Key("H").Public, Ipv4: null)],
            Tap = new TapConfig(),
            Transport = transport,
            Preferred = Encapsulation.Udp,
            Policy = null!,
            Hosts = [],
            Services = services ?? new ServiceSettings([], []),
            Engine = options,
            Control = new ControlConfig(),
            Metrics = null,
        };
        Engine = new HipEngine(options, [key], new SystemRandomSource());
        Engine.UseLocalAddresses(
            TimeSpan.Zero, [new HiperNet.HipStack.Association.LocalAddress(IPAddress.Parse("192.0.2.1"), 24)]);
        underlay = Underlay.Open(transport);
        IcmpErrors errors = new();
        CaptureHub captures = new();
        WaitingPackets waiting = new(
            Queue, new OutboundPipeline(Peers, errors), errors, Tap, new MacAddress(2), captures, world.Clock);
        Events = new EventHub(world.Hosts, world.Clock, Log.Add);
        Associations = new Associations(Peers, new SpiTable(), world.Hosts, settings);
        Effects = new EffectHandler(Engine, policy, Associations, underlay, waiting, captures, Events, world.Clock);
        Connector = new Connector(Engine, world.Hosts, policy, addresses, waiting, settings, world.Clock);
        RelayPorts ports = new(PortRange.Default, underlay, new RelayTable(), _ => { });
        Services = new ServiceDesk(
            settings.Services, ports, key.Hit, Engine, Connector, policy, world.Hosts, world.Clock, Log.Add);
        Effects.Services = Services;
        Housekeeping = new Housekeeping(Effects, Associations, Services, world.Clock);
        Loop = new HipLoop(Engine, Effects, Connector, Housekeeping, world.Clock, Log.Add);
    }

    public List<string> Log { get; } = [];

    public PeerTable Peers { get; } = new();

    public PacketQueue Queue { get; } = new();

    public MemoryTap Tap { get; } = new();

    public HipEngine Engine { get; }

    public EventHub Events { get; }

    public Associations Associations { get; }

    public EffectHandler Effects { get; }

    public Connector Connector { get; }

    public ServiceDesk Services { get; }

    public Housekeeping Housekeeping { get; }

    public HipLoop Loop { get; }

    public Hit Hit => settings.Identities[0].Hit;

    public static Path PathTo(string peer) => new(
        Encapsulation.Udp,
        new IPEndPoint(IPAddress.Parse("192.0.2.1"), 10500),
        new IPEndPoint(IPAddress.Parse(peer), 10500));

    /// <summary>Carries packets to a peer and back until nothing is left to do.</summary>
    public void Pump(SimHost peer)
    {
        TimeSpan now = clock.Now;
        bool isBusy = true;
        while (isBusy)
        {
            isBusy = false;
            peer.Drain(now);
            foreach (SendPacket sent in peer.Sent.ToList())
            {
                Engine.Receive(now, Back(sent.Path), sent.Octets.Span);
                isBusy = true;
            }

            peer.Sent.Clear();
            while (Engine.TryTake(out Effect? effect))
            {
                isBusy = true;
                Effects.Handle(effect);
                if (effect is SendPacket sent)
                {
                    peer.Engine.Receive(now, Back(sent.Path), sent.Octets.Span);
                }
            }
        }
    }

    public void Dispose()
    {
        Loop.Dispose();
        Engine.Dispose();
        underlay.Dispose();
        Tap.Dispose();
        addresses.Dispose();
        settings.Dispose();
        key.Dispose();
    }

    private static Path Back(Path path) => new(path.Encapsulation, path.Remote, path.Local);
}
