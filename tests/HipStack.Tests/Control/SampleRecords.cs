using System.Net;
using HiperNet.HipStack.Control;

namespace HiperNet.HipStack.Tests.Control;

/// <summary>One record of each kind with every member set.</summary>
internal static class SampleRecords
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static readonly IPAddress LocalHit = IPAddress.Parse("2001:22:aaaa::1");

    public static readonly IPAddress PeerHit = IPAddress.Parse("2001:22:bbbb::2");

    public static CertificateStatus Certificate { get; } = new()
    {
        Id = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
        Issuer = "registrar",
        Subject = "beta",
        Tag = "(net lab)",
        NotBefore = Now.AddDays(-1),
        NotAfter = Now.AddDays(9).AddHours(13),
    };

    public static PathStatus Path { get; } = new()
    {
        Encapsulation = PathEncapsulation.Udp,
        Local = IPEndPoint.Parse("192.0.2.1:10500"),
        Remote = IPEndPoint.Parse("198.51.100.7:10500"),
        Relay = IPEndPoint.Parse("203.0.113.9:10500"),
        Rtt = TimeSpan.FromMilliseconds(12.345),
        Reason = "no direct path has answered",
    };

    public static DaemonStatus Daemon { get; } = new()
    {
        DaemonVersion = "0.1.0",
        ProcessId = 42,
        ConfigPath = "/etc/hiper/hipd.yaml",
        Uptime = TimeSpan.FromHours(76),
        PolicyMode = "certificates",
        Identities =
        [
            new()
            {
                Hit = LocalHit,
                Lsi = IPAddress.Parse("1.0.0.1"),
                Ipv4 = IPAddress.Parse("10.9.0.1"),
                Principal = "(hash sha256 #aa#)",
                KeyType = "p256",
            },
        ],
        Tap = new() { Name = "hip0", Mtu = 1400 },
        Locators =
        [
            new()
            {
                Address = IPAddress.Parse("192.0.2.1"),
                Interface = "eth0",
                Raw = true,
                UdpPort = 10500,
                Preferred = true,
            },
        ],
        Registrations =
        [
            new()
            {
                ServerHit = IPAddress.Parse("2001:22:cccc::3"),
                Server = IPEndPoint.Parse("203.0.113.9:10500"),
                Services = ["rendezvous", "relay-udp-hip"],
                State = "granted",
                Until = Now.AddMinutes(10),
            },
        ],
        Certificates = [Certificate],
        Associations = 2,
        Established = 1,
        Peers = 3,
        Counters = new()
        {
            BaseExchangesStarted = 5,
            BaseExchangesCompleted = 4,
            BaseExchangesFailed = 1,
            AssociationsRefused = 2,
            Rekeys = 7,
            Retransmissions = 3,
            PuzzleDifficulty = 10,
            EspReceived = new TrafficTotal { Packets = 9001, Octets = 1268777 },
            HipReceived = new Dictionary<string, long> { ["r1"] = 5, ["i1"] = 6 },
            HipSent = new Dictionary<string, long> { ["i1"] = 5 },
            Drops = new Dictionary<string, long> { ["bad \"checksum\""] = 8 },
        },
        Health = [new() { Level = HealthLevel.Warning, Text = "a certificate ends in 9 days" }],
    };

    public static AssociationStatus Association { get; } = new()
    {
        LocalHit = LocalHit,
        PeerHit = PeerHit,
        PeerLsi = IPAddress.Parse("1.0.0.2"),
        PeerIpv4 = IPAddress.Parse("10.9.0.2"),
        Name = "beta",
        State = AssociationState.Established,
        Role = AssociationRole.Initiator,
        Since = Now.AddSeconds(-72),
        Path = Path,
        Addresses =
        [
            new() { Address = IPEndPoint.Parse("198.51.100.7:10500"), Verified = true, Preferred = true },
            new() { Address = IPEndPoint.Parse("[2001:db8::7]:0") },
        ],
        DhGroup = "p256",
        HitSuite = "ecdsa/sha384",
        HipCipher = "aes-128-cbc",
        EspSuite = "aes-128-gcm-16",
        Esn = true,
        Inbound = new() { Spi = 0x1234abcd, Packets = 1000, Octets = 1_268_777, Sequence = 1001 },
        Outbound = new() { Spi = 0x00c0ffee, Packets = 900, Octets = 1023, Sequence = 900 },
        LastHandshake = Now.AddSeconds(-72),
        LastTraffic = Now.AddSeconds(-3),
        RekeyAt = Now.AddMinutes(13),
        GrantedUntil = Now.AddDays(9).AddHours(13),
        GrantReason = "(net lab) from the registrar",
        Chain = [Certificate],
        Drops = new Dictionary<string, long> { ["replayed"] = 3, ["no-right"] = 1 },
        Retransmissions = 2,
    };

    public static AssociationStatus Opening { get; } = new()
    {
        LocalHit = LocalHit,
        PeerHit = IPAddress.Parse("2001:22:dddd::4"),
        Name = "delta\u001b[31m",
        State = AssociationState.I1Sent,
        Since = Now,
    };

    public static PeerEntry Peer { get; } = new()
    {
        Hit = PeerHit,
        Name = "beta",
        Lsi = IPAddress.Parse("1.0.0.2"),
        Ipv4 = IPAddress.Parse("10.9.0.2"),
        Addresses = [IPEndPoint.Parse("198.51.100.7:10500"), IPEndPoint.Parse("[2001:db8::7]:0")],
        Rvs = IPAddress.Parse("203.0.113.9"),
        Encapsulation = PathEncapsulation.Udp,
        Source = LocatorSource.Static,
        Until = Now.AddHours(1),
    };

    public static Explanation Explanation { get; } = new()
    {
        PeerHit = PeerHit,
        Name = "beta",
        Verdict = PeerVerdict.Refused,
        Reason = "no certificate gives it (net lab)",
        State = AssociationState.EFailed,
        GrantedUntil = Now,
        Proof = ["root -> registrar (net)", "registrar -> ?"],
        MissingLink = "registrar -> beta (net lab)",
        LocatorReason = "198.51.100.7, from the configuration",
        NotifyReceived = new() { Code = 42, Name = "BLOCKED_BY_POLICY", At = Now.AddSeconds(-5), Text = "again" },
        NotifySent = new() { Code = 42, Name = "BLOCKED_BY_POLICY", At = Now.AddSeconds(-6) },
        Drops = [new() { Reason = "no right", Packets = 4, Last = Now.AddSeconds(-2) }],
    };

    public static HostEntry Host { get; } = new()
    {
        Hit = PeerHit,
        Addresses = [IPEndPoint.Parse("198.51.100.7"), IPEndPoint.Parse("[2001:db8::7]:10501")],
        Name = "beta",
        Ipv4 = IPAddress.Parse("10.9.0.2"),
        Rvs = IPAddress.Parse("203.0.113.9"),
        Encapsulation = PathEncapsulation.Raw,
    };

    public static AssociationEvent Event { get; } = new()
    {
        At = Now,
        Change = AssociationChange.Down,
        LocalHit = LocalHit,
        PeerHit = PeerHit,
        Name = "beta",
        Reason = "the certificate has ended",
        Path = Path,
    };
}
