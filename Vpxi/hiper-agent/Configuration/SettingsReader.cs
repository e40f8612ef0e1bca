using System.Net;
using System.Net.Sockets;
using HiperNet.Spki.Keys;
using HiperNet.Vpxi.Language;
using HiperNet.Vpxi.Model;

namespace HiperNet.Agent.Configuration;

/// <summary>Turns the words of a configuration into settings, and notes everything that is wrong.</summary>
internal sealed class SettingsReader(AgentConfig config, string path)
{
    private const int MostSlots = 64;
    private const int MostPollSeconds = 300;
    private const int HashDigits = 64;
    private const int WidestUnderlay = 16;
    private const int NarrowestUnderlay = 29;
    private const double LeastHours = 1.0 / 60;
    private const double MostHours = 24 * 31;

    private readonly string folder = Path.GetDirectoryName(path) ?? "/";
    private readonly List<string> problems = [];

    /// <summary>Reads it.</summary>
    /// <exception cref="AgentConfigException">Something is wrong.</exception>
    public AgentSettings Read()
    {
        PublicKey? registrar = ReadKey();
        List<Uri> servers = ReadServers();
        AccountSettings account = ReadAccount();
        OfferSettings offer = ReadOffer();
        NodeSettings nodes = ReadNodes();
        if (config.PollSeconds is < 1 or > MostPollSeconds)
        {
            Problem($"poll_seconds: {config.PollSeconds} is not within 1 to {MostPollSeconds}");
        }

        if (config.State.AsSpan().IndexOfAny(",:\\\n ") >= 0)
        {
            Problem("state: the folder's path has no spaces, commas and colons");
        }

        return problems.Count > 0 || registrar is null ? throw new AgentConfigException(problems) : new AgentSettings
        {
            Path = path,
            Servers = servers,
            Registrar = registrar,
            Account = account,
            Offer = offer,
            Nodes = nodes,
            State = Whole(config.State),
            Socket = Whole(config.Socket),
            Poll = TimeSpan.FromSeconds(config.PollSeconds),
        };
    }

    private PublicKey? ReadKey()
    {
        if (config.Registrar.Key is not { Length: > 0 } name)
        {
            Problem("registrar.key: the file with the registrar's public key is not named");
            return null;
        }

        try
        {
            if (KeyFile.TryReadPublic(KeyFile.Load(Whole(name)), out PublicKey? key, out KeyFault fault))
            {
                return key;
            }

            Problem($"registrar.key: {name} has no public key: {fault}");
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException)
        {
            Problem($"registrar.key: {error.Message}");
        }

        return null;
    }

    private List<Uri> ReadServers()
    {
        List<Uri> servers = [];
        foreach (string text in config.Registrar.Servers)
        {
            if (Uri.TryCreate(text, UriKind.Absolute, out Uri? server) && server.Scheme == Uri.UriSchemeHttps)
            {
                servers.Add(server);
            }
            else
            {
                Problem($"registrar.servers: \"{text}\" is no https address");
            }
        }

        if (config.Registrar.Servers.Count == 0)
        {
            Problem("registrar.servers: there is none");
        }

        return servers;
    }

    private AccountSettings ReadAccount()
    {
        AccountConfig from = config.Account;
        string? hash = from.AcceptAgreement?.ToLowerInvariant();
        if (hash is not null && (hash.Length != HashDigits || !hash.All(char.IsAsciiHexDigit)))
        {
            Problem($"account.accept_agreement: \"{hash}\" is no SHA-256 in hexadecimal");
        }

        return new AccountSettings(
            Needed(from.Name, "account.name"),
            Needed(from.Organisation, "account.organisation"),
            Needed(from.Contact, "account.contact"),
            hash,
            from.InvitationFile is { Length: > 0 } file ? Whole(file) : null);
    }

    private OfferSettings ReadOffer()
    {
        OfferConfig from = config.Offer;
        string id = Needed(from.Id, "offer.id");
        if (id.Length > 0 && !IsWord(id))
        {
            Problem($"offer.id: \"{id}\" is no word of VXDL: a letter, then letters, digits and hyphens");
        }

        Within(from.Slots, 1, MostSlots, "offer.slots");
        Within(from.Cores, double.Epsilon, 1, "offer.cores");
        Within(from.Memory, double.Epsilon, 1, "offer.memory");
        Within(from.CertificateHours, LeastHours, MostHours, "offer.certificate_hours");
        if (!Enum.TryParse(from.Confidentiality ?? "open", ignoreCase: true, out Confidentiality level)
            || !Enum.IsDefined(level))
        {
            Problem($"offer.confidentiality: \"{from.Confidentiality}\" is no level");
        }

        long until = 0;
        if (from.Until is { } end && !InstantText.TryRead(end, out until))
        {
            Problem($"offer.until: \"{end}\" is no instant of ISO 8601");
        }

        return new OfferSettings
        {
            Id = id,
            Slots = Math.Clamp(from.Slots, 1, MostSlots),
            Cores = from.Cores,
            Memory = from.Memory,
            Storage = Amount(from.Storage, "storage", node => node.Storage) ?? 0,
            Bandwidth = from.Bandwidth is null ? null : Bandwidth(from.Bandwidth),
            Community = from.Community,
            Users = [.. from.Users.Where(user => !string.IsNullOrEmpty(user))],
            Location = from.Location,
            Confidentiality = level,
            Price = ReadPrice(from.Price),
            Until = from.Until is null ? null : until,
            CertificateLife = TimeSpan.FromHours(Math.Clamp(from.CertificateHours, LeastHours, MostHours)),
        };
    }

    private long? ReadPrice(decimal? price)
    {
        const decimal Thousandths = 1000;
        if (price is < 0 or > 1_000_000_000 || (price * Thousandths) % 1 is not (null or 0))
        {
            Problem($"offer.price: {price} is no amount in whole thousandths");
            return null;
        }

        return (long?)(price * Thousandths);
    }

    private NodeSettings ReadNodes()
    {
        NodesConfig from = config.Nodes;
        bool isPrefix = IPNetwork.TryParse(from.Underlay, out IPNetwork underlay)
            && underlay.BaseAddress.AddressFamily == AddressFamily.InterNetwork
            && underlay.PrefixLength is >= WidestUnderlay and <= NarrowestUnderlay;
        if (!isPrefix)
        {
            Problem($"nodes.underlay: \"{from.Underlay}\" is no IPv4 prefix of {WidestUnderlay} to "
                + $"{NarrowestUnderlay} bits, such as 10.77.1.0/24");
        }

        string hipd = Whole(from.Hipd);
        if (!File.Exists(Path.Combine(hipd, "hipd")))
        {
            Problem($"nodes.hipd: there is no program hipd in {hipd}");
        }

        Dictionary<string, string> images = from.Images.ToDictionary(image => image.Key, image => Whole(image.Value));
        foreach (string root in images.Values.Append(Whole(from.Root)).Where(root => !Directory.Exists(root)))
        {
            Problem($"nodes: there is no folder {root}");
        }

        return new NodeSettings(underlay, Whole(from.Root), images, hipd, from.Ssh);
    }

    // The language's own reader knows the units.
    private long? Amount(string? text, string attribute, Func<Node, Amount?> pick)
    {
        if (text is null)
        {
            return null;
        }

        Description? read = VxdlText.Read($"pool p {{ node n {{ {attribute} {text} }} }}").Description;
        if (read?.Elements is [Node node] && pick(node) is { IsExact: true } amount)
        {
            return amount.Maximum;
        }

        Problem($"offer.{attribute}: \"{text}\" is no amount");
        return null;
    }

    private long? Bandwidth(string text)
    {
        Description? read = VxdlText.Read($"pool p {{ node n; lan l of n {{ bandwidth {text} }} }}").Description;
        if (read?.Elements is [Node, Pattern pattern] && pattern.Forward is { IsExact: true } amount)
        {
            return amount.Maximum;
        }

        Problem($"offer.bandwidth: \"{text}\" is no bandwidth, such as 1 Gbps");
        return null;
    }

    private void Within(double value, double least, double most, string name)
    {
        if (!(value >= least && value <= most))
        {
            Problem($"{name}: {value} is not within {(least == double.Epsilon ? "above 0" : least)} to {most}");
        }
    }

    private static bool IsWord(string text) =>
        text.Length <= 64 && char.IsAsciiLetter(text[0])
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');

    private string Needed(string? text, string name)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            Problem($"{name}: it is not said");
        }

        return text ?? "";
    }

    private string Whole(string name) => Path.GetFullPath(Path.Combine(folder, name));

    private void Problem(string text) => problems.Add($"{path}: {text}");
}
