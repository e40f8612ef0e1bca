using System.Reflection;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Control;
using HiperNet.HipStack.Esp;
using HiperNet.HipStack.Identity;
using HiperNet.Hipd.Configuration;
using HiperNet.Hipd.DataPath;
using HiperNet.Hipd.Peers;
using HiperNet.Hipd.Policy;

namespace HiperNet.Hipd;

/// <summary>Pictures of the daemon for the control socket; on the control thread, but for the peers.</summary>
internal sealed class StatusBuilder(DaemonParts parts)
{
    private readonly DateTimeOffset start = parts.Clock.UtcNow;

    private static string Version { get; } =
        typeof(StatusBuilder).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public DaemonStatus Daemon()
    {
        IReadOnlyList<AssociationView> views = parts.Engine.View();
        ControlCounters counters = parts.Engine.Counters;
        return new DaemonStatus
        {
            DaemonVersion = Version,
            ProcessId = Environment.ProcessId,
            ConfigPath = parts.Settings.Path,
            Uptime = parts.Clock.UtcNow - start,
            PolicyMode = Records.Words(parts.Policy.Mode),
            Identities = [.. parts.Settings.Identities.Select(Identity)],
            Tap = new TapStatus { Name = parts.Tap.Device.Name, Mtu = parts.Tap.Device.Mtu },
            Locators = [.. parts.Watcher.Usable().Select(Locator)],
            Certificates = [.. parts.Policy.Chain.SelectMany(item => CertificateRecords.Of([item]))],
            Registrations = parts.Services.Status(),
            Associations = views.Count,
            Established = views.Count(view => view.IsOpen),
            Peers = parts.Hosts.All().Select(entry => entry.Host.Hit).Distinct().Count(),
            Counters = new DaemonCounters
            {
                BaseExchangesCompleted = counters.Established,
                BaseExchangesFailed = parts.Events.Failed,
                AssociationsRefused = parts.Events.Refused,
                Rekeys = counters.Rekeyed,
                Retransmissions = counters.Retransmitted,
                PuzzleDifficulty = parts.Settings.Engine.BaseDifficulty,
                HipReceived = parts.Loop.Received.ByType(),
                HipSent = parts.Effects.Sent.ByType(),
                EspReceived = Traffic(parts.Associations.TotalIn()),
                EspSent = Traffic(parts.Associations.TotalOut()),
                Drops = parts.Drops.All(counters),
            },
            Health = [.. Health()],
        };
    }

    public IReadOnlyList<AssociationStatus> Associations(Hit? peer) =>
    [
        .. parts.Engine.View().Where(view => peer is null || view.Key.Peer == peer).Select(Association),
    ];

    public IReadOnlyList<PeerEntry> Peers() =>
    [
        .. parts.Hosts.All().Select(entry => new PeerEntry
        {
            Hit = entry.Host.Hit.ToAddress(),
            Name = entry.Host.Name,
            Lsi = entry.Host.Lsi.ToAddress(),
            Ipv4 = entry.Host.Ipv4,
            Addresses = entry.Host.Addresses,
            Rvs = entry.Host.Rvs.IsNone ? null : entry.Host.Rvs.ToAddress(),
            Encapsulation = entry.Host.Encapsulation is { } encapsulation
                ? Records.Of(encapsulation)
                : PathEncapsulation.Unknown,
            Source = entry.Source,
        }),
    ];

    private static TrafficTotal Traffic(SaTotals totals) =>
        new() { Packets = (long)totals.Packets, Octets = (long)totals.Octets };

    private static LocalIdentity Identity(Identity identity) => new()
    {
        Hit = identity.Hit.ToAddress(),
        Lsi = identity.Lsi.ToAddress(),
        Ipv4 = identity.Ipv4?.Address,
        Principal = $"(hash sha256 #{identity.Public.Principal}#)",
        KeyType = identity.Public.Algorithm.ToString().ToLowerInvariant(),
    };

    private static string HitSuiteName(HitSuite suite) => suite switch
    {
        HitSuite.RsaSha256 => "rsa/sha256",
        HitSuite.EcdsaSha384 => "ecdsa/sha384",
        _ => "eddsa/cshake128",
    };

    private LocalLocator Locator(HipStack.Link.LocalAddress address) => new()
    {
        Address = address.Address,
        Interface = address.InterfaceName,
        Raw = parts.Settings.Transport.Raw,
        UdpPort = parts.Settings.Transport.Udp ? parts.Settings.Transport.UdpPort : null,
        Preferred = parts.Watcher.Usable()[0].Address.Equals(address.Address),
    };

    private IEnumerable<HealthLine> Health()
    {
        if (parts.Policy.Mode == PolicyMode.Any)
        {
            yield return new HealthLine { Level = HealthLevel.Warning, Text = "the policy lets anybody talk to us" };
        }

        if (parts.Watcher.Usable().Count == 0)
        {
            yield return new HealthLine
            {
                Level = HealthLevel.Warning,
                Text = "this host has no address to be reached at",
            };
        }

        foreach (CertificateStatus certificate in parts.Policy.Chain.SelectMany(item => CertificateRecords.Of([item])))
        {
            if (certificate.NotAfter is { } end && end <= parts.Clock.UtcNow)
            {
                yield return new HealthLine
                {
                    Level = HealthLevel.Warning,
                    Text = $"our certificate {certificate.Id[..8]} ended at {end:u}",
                };
            }
        }
    }

    private AssociationStatus Association(AssociationView view)
    {
        Host? host = parts.Hosts.Find(view.Key.Peer);
        AssociationPath? path = parts.Associations.Find(view.Key);
        PeerLink? link = path?.Tag as PeerLink;
        Hit responder = view.Role == HipStack.Association.AssociationRole.Initiator ? view.Key.Peer : view.Key.Local;
        PeerDecision? decision = parts.Effects.DecisionOn(view.Key);
        return new AssociationStatus
        {
            LocalHit = view.Key.Local.ToAddress(),
            PeerHit = view.Key.Peer.ToAddress(),
            PeerLsi = Lsi.Of(view.Key.Peer).ToAddress(),
            PeerIpv4 = host?.Ipv4,
            Name = host?.Name,
            State = Records.Of(view.State),
            Role = Records.Of(view.Role),
            Since = parts.Clock.ToUtc(view.StateSince),
            Path = view.Path is { } way ? Records.Path(way, view.RoundTrip) : null,
            Addresses = [.. view.PeerAddresses.Select(Address)],
            DhGroup = view.Group?.ToString().ToLowerInvariant(),
            HitSuite = view.Group is null ? null : HitSuiteName(responder.Suite),
            HipCipher = view.Cipher is { } cipher ? Records.Words(cipher).Replace(' ', '-') : null,
            EspSuite = view.Suite is { } suite ? SuiteNames.Of(suite) : null,
            Inbound = view.IsOpen && link is not null ? Inbound(view, link) : null,
            Outbound = view.IsOpen && link is not null ? Outbound(view, link, path!) : null,
            LastHandshake = view.IsOpen ? parts.Clock.ToUtc(view.RekeyedAt) : null,
            LastTraffic = view.IsOpen ? parts.Clock.ToUtc(Later(view.LastInbound, view.LastOutbound)) : null,
            RekeyAt = view.RekeyAt is { } at ? parts.Clock.ToUtc(at) : null,
            GrantedUntil = view.Verdict?.Until is { } until ? parts.Clock.ToUtc(until) : null,
            GrantReason = view.Verdict?.Reason,
            Chain = decision?.Decision?.Proof is { } proof ? CertificateRecords.Of(proof) : [],
            Drops = DropView.Of(path, link?.InboundSas ?? []),
            Retransmissions = view.Retransmissions,
        };
    }

    private static TimeSpan Later(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private static HipStack.Control.PeerAddress Address(
        (System.Net.IPEndPoint EndPoint, PeerAddressState State, bool IsPreferred) address) => new()
    {
        Address = address.EndPoint,
        Verified = address.State == PeerAddressState.Active,
        Preferred = address.IsPreferred,
    };

    private static SaStatus Inbound(AssociationView view, PeerLink link) => new()
    {
        Spi = view.InboundSpi,
        Packets = (long)(link.Inbound.Packets + link.InboundSas.Aggregate(0UL, (sum, sa) => sum + sa.Packets)),
        Octets = (long)(link.Inbound.Octets + link.InboundSas.Aggregate(0UL, (sum, sa) => sum + sa.Bytes)),
        Sequence = link.InboundSas.Find(sa => sa.Spi == view.InboundSpi)?.Sequence ?? 0,
    };

    private static SaStatus Outbound(AssociationView view, PeerLink link, AssociationPath path) => new()
    {
        Spi = view.OutboundSpi,
        Packets = (long)(link.Outbound.Packets + (path.Outbound?.Packets ?? 0)),
        Octets = (long)(link.Outbound.Octets + (path.Outbound?.Bytes ?? 0)),
        Sequence = path.Outbound?.Sequence ?? 0,
    };
}
