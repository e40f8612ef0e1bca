using HiperNet.HipStack.Association;
using HiperNet.HipStack.Control;
using HiperNet.HipStack.Esp;
using HiperNet.HipStack.Link;
using HiperNet.HipStack.Transport;
using HiperNet.Hipd.Configuration;
using HiperNet.Hipd.Control;
using HiperNet.Hipd.DataPath;
using HiperNet.Hipd.Metrics;
using HiperNet.Hipd.Peers;
using HiperNet.Hipd.Policy;
using HiperNet.Hipd.Services;

namespace HiperNet.Hipd;

/// <summary>The daemon: everything composed, started, and taken down again.</summary>
internal sealed class Daemon : IAsyncDisposable
{
    private static readonly MacAddress PeersAddress = new(0x02_48_49_50_00_02);
    private static readonly MacAddress HostAddress = new(0x02_48_49_50_00_01);

    private readonly Action<string> log;
    private readonly CancellationTokenSource stopping = new();
    private readonly List<Thread> threads = [];
    private readonly Stack<IDisposable> owned = new();
    private readonly List<IAsyncDisposable> servers = [];
    private readonly TapInterface tap;
    private readonly SocketPoller poller;
    private readonly AddressWatcher watcher;
    private readonly DaemonClock clock = new(TimeProvider.System);
    private readonly HipEngine engine;
    private readonly Task asking;
    private readonly HipLoop loop;
    private readonly DaemonControl control;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Daemon(Settings settings, Action<string> log)
    {
        this.log = log;
        HostTable configured = new(LocatorSource.Static);
        HostTable told = new(LocatorSource.Control);
        configured.Replace(settings.Hosts);
        DnsLocators names = new(configured, System.Net.Dns.GetHostAddressesAsync, clock);
        HostBook hosts = new(told, names, configured);
        PeerPolicy policy = new(settings.Policy, settings.Identities, hosts, clock);
        tap = Own(TapInterface.Open(settings.Tap, settings.Identities, HostAddress));
        Underlay underlay = Own(Underlay.Open(settings.Transport));
        engine = Own(new HipEngine(
            settings.Engine with { FirstR1Counter = (ulong)clock.UtcNow.ToUnixTimeSeconds() },
            [.. settings.Identities.Select(identity => identity.Key)],
            new SystemRandomSource()));

        PeerTable peers = new();
        SpiTable spis = new();
        IcmpErrors errors = new();
        PacketQueue queue = new();
        CaptureHub captures = new();
        OutboundPipeline outbound = new(peers, errors);
        OutboundPipeline flushing = new(peers, errors);
        InboundPipeline inbound = new(spis, new ListenerFamilies(clock));
        WaitingPackets waiting = new(queue, flushing, errors, tap.Device, PeersAddress, captures, clock);
        EventHub events = new(hosts, clock, log);
        Associations associations = new(peers, spis, hosts, settings);
        EffectHandler effects = new(engine, policy, associations, underlay, waiting, captures, events, clock);
        AddressMonitor monitor = Own(new AddressMonitor(settings.Tap.Name));
        AddressMonitor routes = Own(new AddressMonitor(settings.Tap.Name));
        Connector connector = new(engine, hosts, policy, routes, waiting, settings, clock);
        poller = Own(new SocketPoller());
        RelayTable relays = new();
        RelayPorts ports = new(settings.Services.RelayPorts, underlay, relays, poller.Add);
        ServiceDesk services = new(
            settings.Services, ports, settings.Identities[0].Hit, engine, connector, policy, hosts, clock, log);
        effects.Services = services;
        Housekeeping housekeeping = new(effects, associations, services, clock);
        loop = Own(new HipLoop(engine, effects, connector, housekeeping, clock, log));
        effects.Post = loop.Post;
        watcher = new AddressWatcher(
            monitor, settings.Transport, list => loop.Post(() => UseAddresses(engine, clock, list)));
        AddressBook book = new(peers, settings, hosts);
        book.Fill();
        foreach (IDatagramSocket socket in underlay.Sockets)
        {
            poller.Add(socket);
        }

        LogLimit dataErrors = new(1, clock, log);
        NeighbourResponder responder = new(PeersAddress, tap.Addresses);
        TapReader outboundThread = new(tap.Device, responder, outbound, queue, captures, loop, clock, dataErrors);
        UnderlayReader inboundThread = new(
            poller, tap.Device, PeersAddress, inbound, relays, captures, loop, clock, dataErrors);
        UseAddresses(engine, clock, watcher.Current);
        services.Begin();
        StartThread("control", loop.Run);
        StartThread("tap", outboundThread.Run);
        StartThread("underlay", inboundThread.Run);
        StartThread("addresses", watcher.Run);
        asking = names.RunAsync(TimeProvider.System, stopping.Token);
        DropView drops = new(outbound, flushing, inbound, queue, outboundThread.Tally, loop);
        control = new DaemonControl(new DaemonParts(
            settings, clock, loop, engine, effects, associations, connector, policy, hosts, told, book, events,
            captures, services,
            tap, watcher, drops, () => ended.TrySetResult()));
        servers.Add(ControlServer.Start(
            settings.Control.Socket,
            control,
            new ControlServerOptions { GroupId = settings.Control.Group, Log = log }));
        if (settings.Metrics is { } endPoint)
        {
            servers.Add(MetricsServer.Start(endPoint, control.MetricsAsync, TimeProvider.System, log));
        }
    }

    /// <summary>Completes when somebody asked for the end, or a thread ended.</summary>
    public Task Ended => ended.Task;

    /// <summary>Starts the daemon.</summary>
    /// <exception cref="LinkException">The device cannot be made.</exception>
    /// <exception cref="TransportException">A socket cannot be opened.</exception>
    /// <exception cref="IOException">The control socket cannot be opened.</exception>
    public static Daemon Start(Settings settings, Action<string> log) => new(settings, log);

    /// <summary>Reads hosts and policy again.</summary>
    public async Task ReloadAsync()
    {
        try
        {
            ChangeResult result = await control.ReloadAsync(stopping.Token);
            log(string.Join("; ", result.Notes));
        }
        catch (ControlException error)
        {
            log($"nothing was changed: {error.Message}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable server in servers)
        {
            await server.DisposeAsync();
        }

        await loop.AskAsync(CloseAll);
        await stopping.CancelAsync();
        await asking;
        tap.Device.Wake();
        poller.Wake();
        watcher.Wake();
        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        while (owned.TryPop(out IDisposable? item))
        {
            item.Dispose();
        }

        stopping.Dispose();
    }

    private static void UseAddresses(
        HipEngine engine, DaemonClock clock, IReadOnlyList<HipStack.Association.LocalAddress> addresses) =>
        engine.UseLocalAddresses(clock.Now, addresses);

    /// <summary>Tells every peer that we end, so that none sends into the void.</summary>
    private bool CloseAll()
    {
        foreach (AssociationView view in engine.View())
        {
            engine.Close(clock.Now, view.Key, EndReason.LocalClose, "hipd ends");
        }

        return true;
    }

    private T Own<T>(T item)
        where T : IDisposable
    {
        owned.Push(item);
        return item;
    }

    private void StartThread(string name, Action<CancellationToken> run)
    {
        Thread thread = new(() =>
        {
            try
            {
                run(stopping.Token);
            }
#pragma warning disable CA1031 // it is a bug, and the daemon ends instead of going on without the thread
            catch (Exception error)
#pragma warning restore CA1031
            {
                log($"error: the thread {name} ended: {error}");
            }

            ended.TrySetResult();
        })
        {
            Name = name,
            IsBackground = true,
        };
        threads.Add(thread);
        thread.Start();
    }
}
