using System.Buffers.Binary;
using System.Net;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Esp;
using HiperNet.HipStack.Identity;
using HiperNet.Hipd.Policy;
using Path = HiperNet.HipStack.Association.Path;

namespace HiperNet.Hipd;

/// <summary>
/// A base exchange between two throw-away hosts in memory, and a packet through the keys that came of it. The first
/// peer then need not wait for code to be compiled; and a library of ciphers that does not work is found out before
/// anybody relies on it.
/// </summary>
internal sealed class WarmUp : IDisposable
{
    /// <summary>More packets than any exchange has.</summary>
    private const int MaxSteps = 32;

    /// <summary>A puzzle that takes no time.</summary>
    private const int Difficulty = 1;

    private const int InnerLength = 64;
    private const int Ipv6Header = 40;
    private const byte Udp = 17;
    private const byte HopLimit = 64;

    private static readonly IPEndPoint[] Places =
        [new(IPAddress.Parse("192.0.2.1"), 0), new(IPAddress.Parse("192.0.2.2"), 0)];

    private readonly HostKey[] keys = [HostKey.Generate(HostKeyType.P256), HostKey.Generate(HostKeyType.P256)];
    private readonly HipEngine[] engines;
    private readonly PeerTable[] peers = [new(), new()];
    private readonly SpiTable[] spis = [new(), new()];
    private readonly AssociationPath?[] paths = new AssociationPath?[2];
    private readonly List<IDisposable> owned = [];

    private WarmUp(EngineOptions options) => engines =
    [
        .. keys.Select(key =>
            new HipEngine(options with { BaseDifficulty = Difficulty }, [key], new SystemRandomSource())),
    ];

    /// <summary>Runs it once.</summary>
    /// <param name="options">The daemon's own options.</param>
    /// <returns>Whether a packet came through as it was sent, in both directions.</returns>
    public static bool Run(EngineOptions options)
    {
        using WarmUp warmUp = new(options);
        return warmUp.Exchange() && warmUp.Send(0) && warmUp.Send(1);
    }

    public void Dispose()
    {
        foreach (IDisposable item in owned.Concat(engines).Concat(keys))
        {
            item.Dispose();
        }
    }

    private static TimeSpan Now => TimeSpan.Zero;

    private bool Exchange()
    {
        for (int host = 0; host < engines.Length; host++)
        {
            engines[host].UseLocalAddresses(Now, [new LocalAddress(Places[host].Address, 24)]);
            peers[host].AddLocal(keys[host].Hit.ToUInt128(), 0);
        }

        engines[0].Connect(Now, new ConnectRequest(keys[0].Hit, keys[1].Hit, [PathOf(0)], []));
        for (int step = 0; step < MaxSteps; step++)
        {
            Drain(step % 2);
        }

        return paths.All(path => path?.Outbound is not null);
    }

    private static Path PathOf(int host) => new(Encapsulation.Raw, Places[host], Places[1 - host]);

    private void Drain(int host)
    {
        while (engines[host].TryTake(out Effect? effect))
        {
            switch (effect)
            {
                case SendPacket send:
                    engines[1 - host].Receive(Now, PathOf(1 - host), send.Octets.Span);
                    break;
                case AuthorisationRequest question:
                    engines[host].Authorise(Now, question, Verdict.Granted(until: null, "warm-up"));
                    break;
                case PuzzleRequest puzzle:
                    engines[host].PuzzleSolved(Now, puzzle, EffectHandler.Search(puzzle, CancellationToken.None));
                    break;
                case InstallInboundSa install:
                    Install(host, install);
                    break;
                case InstallOutboundSa install:
                    Install(host, install);
                    break;
                default:
                    break;
            }
        }
    }

    private void Install(int host, InstallInboundSa install)
    {
        using SaKeys sa = install.Keys;
        if (EspSuite.TryGet(sa.Suite, out EspSuite? suite))
        {
            InboundSa inbound = Own(new InboundSa(sa.Spi, suite, sa.Encryption, sa.Authentication, extended: false));
            spis[host].TryAdd(inbound, PathAt(host));
        }
    }

    private void Install(int host, InstallOutboundSa install)
    {
        using SaKeys sa = install.Keys;
        if (EspSuite.TryGet(sa.Suite, out EspSuite? suite))
        {
            AssociationPath path = PathAt(host);
            path.Outbound = Own(new OutboundSa(sa.Spi, suite, sa.Encryption, sa.Authentication, extended: false));
            peers[host].Set(path);
        }
    }

    private AssociationPath PathAt(int host) => paths[host] ??= new AssociationPath(
        new InnerAddresses(keys[host].Hit.ToUInt128(), keys[1 - host].Hit.ToUInt128(), 0, 0),
        marksFamily: true,
        new Everything(TimeSpan.MaxValue));

    /// <summary>Sends a datagram from a host to the other one.</summary>
    private bool Send(int from)
    {
        byte[] packet = Datagram(keys[from].Hit, keys[1 - from].Hit);
        byte[] esp = new byte[packet.Length + Math.Max(OutboundPipeline.Headroom, OutboundPipeline.MinBuffer)];
        OutboundPipeline outbound = new(peers[from], new IcmpErrors());
        if (outbound.Process(packet, esp, Now, out OutboundResult sent) != OutboundVerdict.Send)
        {
            return false;
        }

        byte[] buffer = new byte[sent.Length + InboundPipeline.PayloadOffset];
        InboundPipeline inbound = new(spis[1 - from], new ListenerFamilies(new DaemonClock(TimeProvider.System)));
        return inbound.Process(esp.AsSpan(0, sent.Length), buffer, Now, out InboundResult got) == DropReason.None
            && buffer.AsSpan(got.Offset, got.Length)[Ipv6Header..].SequenceEqual(packet.AsSpan(Ipv6Header));
    }

    private static byte[] Datagram(Hit source, Hit destination)
    {
        byte[] packet = new byte[InnerLength];
        packet[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), InnerLength - Ipv6Header);
        packet[6] = Udp;
        packet[7] = HopLimit;
        BinaryPrimitives.WriteUInt128BigEndian(packet.AsSpan(8), source.ToUInt128());
        BinaryPrimitives.WriteUInt128BigEndian(packet.AsSpan(24), destination.ToUInt128());
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(Ipv6Header + 4), InnerLength - Ipv6Header);
        return packet;
    }

    private T Own<T>(T item)
        where T : IDisposable
    {
        owned.Add(item);
        return item;
    }
}
