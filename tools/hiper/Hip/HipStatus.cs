using System.CommandLine;
using HiperNet.HipStack.Control;

namespace HiperNet.Cli.Hip;

/// <summary><c>hiper hip status</c>: the daemon, its associations in a line each, and what it wants known.</summary>
internal static class HipStatus
{
    private const int ShortId = 12;

    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Option<string> socket = HipDaemon.Socket();
        return Verb.Of(
            "status",
            "Show whether hipd runs, who and where it is, and its associations in a line each.",
            [socket],
            parsed => HipDaemon.Ask(parsed.GetRequiredValue(socket), RunAsync));
    }

    private static async Task<Answer> RunAsync(ControlClient client)
    {
        DaemonStatus daemon = await client.StatusAsync();
        IReadOnlyList<AssociationStatus> associations = await client.AssociationsAsync(peer: null);
        return new Answer(Describe(daemon, associations, HipDaemon.Now(client)), json =>
        {
            json.WriteBoolean("running", true);
            ControlRecords.Write(json, "daemon", daemon);
            ControlRecords.WriteAll(json, "associations", associations);
        });
    }

    private static string Describe(
        DaemonStatus daemon, IReadOnlyList<AssociationStatus> associations, DateTimeOffset now)
    {
        PlainText text = new();
        text.Line($"hipd {daemon.DaemonVersion}, process {daemon.ProcessId}, up {Human.Duration(daemon.Uptime)}");
        text.Field("", "config", daemon.ConfigPath);
        text.Field("", "policy", daemon.PolicyMode);
        text.Field("", "identity", daemon.Identities.SelectMany(Lines));
        text.Field("", "private key", "(hidden)");
        text.Field("", "device", daemon.Tap is { } tap ? $"{tap.Name}, mtu {tap.Mtu}" : "none");
        text.Field("", "locator", daemon.Locators.Select(Line).DefaultIfEmpty("none: nobody can reach this host"));
        text.Field("", "registered", daemon.Registrations.Select(registration => Line(registration, now)));
        text.Field("", "certificate", daemon.Certificates.Select(certificate => Line(certificate, now)));
        text.Field(
            "",
            "peers",
            $"{daemon.Peers} known, {ControlRecords.Count(daemon.Associations, "association")}, "
            + $"{daemon.Established} established");
        if (associations.Count > 0)
        {
            text.Line("");
            text.Table(
                [["PEER", "HIT", "STATE", "PATH", "IN", "OUT"], .. associations.Select(item => Row(item))]);
        }

        if (daemon.Health.Count > 0)
        {
            text.Line("");
            text.Field("", "health", daemon.Health.Select(line => $"{ControlWord.Of(line.Level)}: {line.Text}"));
        }

        return text.ToString();
    }

    private static IEnumerable<string> Lines(LocalIdentity identity)
    {
        string names = string.Join("  ", new[] { identity.Hit, identity.Lsi, identity.Ipv4 }
            .OfType<System.Net.IPAddress>().Select(address => address.ToString()));
        return [$"{names}  {identity.KeyType}", identity.Principal];
    }

    private static string Line(LocalLocator locator) => string.Join("  ", new[]
    {
        locator.Address.ToString(),
        locator.Interface,
        locator.Raw ? "raw" : null,
        locator.UdpPort is { } port ? $"udp {port}" : null,
        locator.Preferred ? "preferred" : null,
    }.OfType<string>());

    private static string Line(RegistrationStatus registration, DateTimeOffset now) => string.Join("  ", new[]
    {
        string.Join(',', registration.Services),
        registration.ServerHit?.ToString(),
        registration.Server is { } server ? Human.Place(server) : null,
        registration.State,
        registration.Until is { } until ? Human.Deadline(until, now) : null,
        registration.Reason,
    }.OfType<string>());

    /// <summary>A certificate, what it grants, and until when.</summary>
    public static string Line(CertificateStatus certificate, DateTimeOffset now)
    {
        string id = certificate.Id[..Math.Min(ShortId, certificate.Id.Length)];
        string end = certificate.NotAfter is { } instant ? "until " + Human.Deadline(instant, now) : "without an end";
        return $"{id}  {certificate.Tag}  {end}";
    }

    private static string[] Row(AssociationStatus item) =>
    [
        item.Name ?? "-",
        item.PeerHit.ToString(),
        Human.State(item.State),
        item.Path is { } path
            ? $"{ControlWord.Of(path.Encapsulation)} {Human.Place(path.Remote)}{(path.Relay is null ? "" : " (relay)")}"
            : "-",
        Human.Size(item.Inbound?.Octets ?? 0),
        Human.Size(item.Outbound?.Octets ?? 0),
    ];
}
