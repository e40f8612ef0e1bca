using System.Net;
using System.Net.Sockets;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Identity;
using HiperNet.HipStack.Wire;
using HiperNet.Hipd.DataPath;
using HiperNet.Hipd.Peers;
using HiperNet.Hipd.Policy;

namespace HiperNet.Hipd.Configuration;

/// <summary>Turns the words of a configuration into settings, and notes everything that is wrong.</summary>
internal sealed class SettingsReader(HipdConfig config, string path)
{
    private const int MinMtu = 1280;
    private const int MaxBaseDifficulty = 20;

    private static readonly Dictionary<string, DhGroup> Groups = new(StringComparer.Ordinal)
    {
        ["p256"] = DhGroup.P256, ["p384"] = DhGroup.P384, ["p521"] = DhGroup.P521,
        ["modp1536"] = DhGroup.Modp1536, ["modp2048"] = DhGroup.Modp2048, ["modp3072"] = DhGroup.Modp3072,
    };

    private static readonly Dictionary<string, HipCipherId> Ciphers = new(StringComparer.Ordinal)
    {
        ["aes-128-cbc"] = HipCipherId.Aes128Cbc, ["aes-256-cbc"] = HipCipherId.Aes256Cbc,
    };

    private readonly FileReader files = new(path);

    public List<string> Problems => files.Problems;

    public Settings Read()
    {
        List<Host> hosts = ReadHosts();
        return new Settings
        {
            Path = path,
            Identities = ReadIdentities(),
            Tap = CheckTap(),
            Transport = CheckTransport(),
            Preferred = ReadEncapsulation(config.Transport.Prefer, "transport.prefer") ?? Encapsulation.Raw,
            Policy = new PolicyReader(config.Policy, files).Read(),
            Hosts = hosts,
            Services = new ServiceReader(config.Services, hosts, Problems).Read(),
            Engine = ReadEngine(),
            Control = config.Control,
            Metrics = config.Metrics.Listen is { } listen ? ReadEndPoint(listen, "metrics.listen") : null,
        };
    }

    private List<Identity> ReadIdentities()
    {
        List<Identity> identities = [];
        foreach (IdentityConfig? identity in config.Identities)
        {
            if (identity is null)
            {
                Problem("identities: an entry is empty");
                continue;
            }

            IPNetworkAddress? ipv4 = identity.Ipv4 is { } text ? ReadNetwork(text, "identities.ipv4") : null;
            if (files.ReadKey(identity.Key, identity.PassphraseFile) is var (key, publicKey))
            {
                if (identities.Exists(other => other.Hit == key.Hit))
                {
                    Problem($"identities: {identity.Key} is listed twice");
                    key.Dispose();
                    continue;
                }

                identities.Add(new Identity(key, publicKey, ipv4));
            }
        }

        if (config.Identities.Count == 0)
        {
            Problem("identities: there is none; make one with: hiper key new --type p256 --out host.key");
        }

        return identities;
    }

    private TapConfig CheckTap()
    {
        if (config.Tap.Mtu is < MinMtu or > DataLimits.MaxMtu)
        {
            Problem($"tap.mtu: {config.Tap.Mtu} is not within {MinMtu} to {DataLimits.MaxMtu}");
        }

        return config.Tap;
    }

    private TransportConfig CheckTransport()
    {
        if (!config.Transport.Raw && !config.Transport.Udp)
        {
            Problem("transport: neither raw nor udp is switched on");
        }

        if (config.Transport.UdpPort is < 1 or > ushort.MaxValue)
        {
            Problem($"transport.udp_port: {config.Transport.UdpPort} is no port");
        }

        return config.Transport;
    }

    private List<Host> ReadHosts()
    {
        List<Host> hosts = [];
        foreach (HostConfig? entry in config.Hosts)
        {
            if (entry is null)
            {
                Problem("hosts: an entry is empty");
            }
            else if (ReadHost(entry) is { } host)
            {
                hosts.Add(host);
            }
        }

        foreach (Hit hit in hosts.GroupBy(host => host.Hit).Where(same => same.Count() > 1).Select(same => same.Key))
        {
            Problem($"hosts: {hit} is listed twice");
        }

        foreach (IPAddress ipv4 in hosts.Where(host => host.Ipv4 is not null)
            .GroupBy(host => host.Ipv4!).Where(same => same.Count() > 1).Select(same => same.Key))
        {
            Problem($"hosts: ipv4: {ipv4} stands for two hosts");
        }

        if (hosts.Count > HostTable.MaxHosts)
        {
            Problem($"hosts: there are more than {HostTable.MaxHosts}");
        }

        return hosts;
    }

    private Host? ReadHost(HostConfig host)
    {
        if (!Hit.TryParse(host.Hit, out Hit hit))
        {
            Problem($"hosts: \"{host.Hit}\" is no HIT");
            return null;
        }

        List<IPEndPoint> addresses = [];
        List<DnsEndPoint> names = [];
        foreach (string text in host.Addresses)
        {
            if (ReadName(text ?? string.Empty) is { } name)
            {
                names.Add(name);
            }
            else if (ReadEndPoint(text ?? string.Empty, $"hosts: {host.Hit}") is { } address)
            {
                addresses.Add(address);
            }
        }

        IPAddress? ipv4 = null;
        if (host.Ipv4 is { } inner
            && !(IPAddress.TryParse(inner, out ipv4) && ipv4.AddressFamily == AddressFamily.InterNetwork))
        {
            Problem($"hosts: {host.Hit}: ipv4: \"{inner}\" is no IPv4 address");
        }

        Hit rvs = default;
        if (host.Rvs is { } server && !Hit.TryParse(server, out rvs))
        {
            Problem($"hosts: {host.Hit}: rvs: \"{server}\" is no HIT");
        }

        Encapsulation? encapsulation = host.Encapsulation is { } word
            ? ReadEncapsulation(word, $"hosts: {host.Hit}: encapsulation")
            : null;
        return new Host(hit, host.Name, addresses, ipv4, rvs, encapsulation) { Names = names };
    }

    private EngineOptions ReadEngine()
    {
        AssociationConfig from = config.Associations;
        EngineOptions defaults = new();
        if (from.PuzzleDifficulty is < 0 or > MaxBaseDifficulty)
        {
            Problem($"associations.puzzle_difficulty: {from.PuzzleDifficulty} is not within 0 to {MaxBaseDifficulty}");
        }

        if (from.Retries < 1 || from.DiffieHellmanEvery < 1 || from.Max < 1)
        {
            Problem("associations: retries, diffie_hellman_every and max are at least 1");
        }

        return defaults with
        {
            DhGroups = ReadList(from.DhGroups, Groups, "associations.dh_groups", defaults.DhGroups),
            Ciphers = ReadList(from.Ciphers, Ciphers, "associations.ciphers", defaults.Ciphers),
            EspSuites = ReadList(
                from.EspSuites, SuiteNames.Known(from.AllowNull), "associations.esp_suites", defaults.EspSuites),
            AllowOpportunistic = from.Opportunistic,
            BaseDifficulty = from.PuzzleDifficulty,
            RekeyInterval = Seconds(from.RekeySeconds, "rekey_seconds"),
            DiffieHellmanEvery = from.DiffieHellmanEvery,
            UnusedLifetime = Seconds(from.UnusedSeconds, "unused_seconds"),
            RetryInterval = Seconds(from.RetrySeconds, "retry_seconds"),
            I1Retries = from.Retries,
            I2Retries = from.Retries,
            UpdateRetries = from.Retries,
            FailedHold = Seconds(from.FailedHoldSeconds, "failed_hold_seconds"),
            SilenceProbe = Seconds(from.SilenceProbeSeconds, "silence_probe_seconds"),
            KeepaliveInterval = Seconds(from.KeepaliveSeconds, "keepalive_seconds"),
            MaxAssociations = from.Max,
            UdpPort = config.Transport.UdpPort,
        };
    }

    private TimeSpan Seconds(double seconds, string name)
    {
        const double Most = 30 * 24 * 3600;
        if (seconds is >= 0.01 and <= Most)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        Problem($"associations.{name}: {seconds} is not within 0.01 to {Most} seconds");
        return TimeSpan.FromSeconds(1);
    }

    private IReadOnlyList<T> ReadList<T>(
        List<string> words, IReadOnlyDictionary<string, T> known, string name, IReadOnlyList<T> defaults)
    {
        List<T> values = [];
        foreach (string word in words)
        {
            if (known.TryGetValue(word ?? string.Empty, out T? value))
            {
                values.Add(value);
            }
            else
            {
                Problem($"{name}: \"{word}\" is none of {string.Join(", ", known.Keys)}");
            }
        }

        return values.Count == 0 ? defaults : values;
    }

    private Encapsulation? ReadEncapsulation(string word, string name)
    {
        switch (word)
        {
            case "raw":
                return Encapsulation.Raw;
            case "udp":
                return Encapsulation.Udp;
            default:
                Problem($"{name}: \"{word}\" is neither raw nor udp");
                return null;
        }
    }

    /// <summary>
    /// A name of the domain name system, perhaps with a port; null if it is none. What ends with a digit is meant as an
    /// address.
    /// </summary>
    private static DnsEndPoint? ReadName(string text)
    {
        string[] parts = text.Split(':');
        ushort port = 0;
        return parts.Length <= 2
            && Uri.CheckHostName(parts[0]) == UriHostNameType.Dns
            && !char.IsAsciiDigit(parts[0].TrimEnd('.')[^1])
            && (parts.Length == 1
                || ushort.TryParse(parts[1], System.Globalization.CultureInfo.InvariantCulture, out port))
            ? new DnsEndPoint(parts[0], port)
            : null;
    }

    private IPEndPoint? ReadEndPoint(string text, string name)
    {
        if (IPEndPoint.TryParse(text, out IPEndPoint? endPoint))
        {
            return endPoint;
        }

        Problem($"{name}: \"{text}\" is no address");
        return null;
    }

    private IPNetworkAddress? ReadNetwork(string text, string name)
    {
        string[] parts = text.Split('/');
        if (parts.Length == 2
            && IPAddress.TryParse(parts[0], out IPAddress? address)
            && address.AddressFamily == AddressFamily.InterNetwork
            && int.TryParse(parts[1], out int prefix)
            && prefix is >= 8 and <= 32)
        {
            return new IPNetworkAddress(address, prefix);
        }

        Problem($"{name}: \"{text}\" is no IPv4 address with a prefix length, such as 10.1.0.1/24");
        return null;
    }

    private void Problem(string text) => files.Problems.Add($"{path}: {text}");
}
