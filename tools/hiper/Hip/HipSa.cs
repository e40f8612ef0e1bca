using System.CommandLine;
using System.Net;
using HiperNet.HipStack.Control;

namespace HiperNet.Cli.Hip;

/// <summary><c>hiper hip sa</c>: the associations with everything that is known of them.</summary>
internal static class HipSa
{
    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Option<string> socket = HipDaemon.Socket();
        Argument<string?> peer = new("PEER")
        {
            Description = "Only this peer's: its HIT, its LSI or VPXI address, or its name.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<bool> dump = new("--dump")
        {
            Description = "One line for each, in columns with tabs between them and times in seconds since 1970.",
        };
        return Verb.Of(
            "sa",
            "Show associations: state, path, algorithms, SPIs, counters, times, certificates, drops.",
            [peer, dump, socket],
            parsed => HipDaemon.Ask(
                parsed.GetRequiredValue(socket),
                client => RunAsync(client, parsed.GetValue(peer), parsed.GetValue(dump))));
    }

    private static async Task<Answer> RunAsync(ControlClient client, string? peer, bool dump)
    {
        IReadOnlyList<AssociationStatus> items = await client.AssociationsAsync(peer);
        DateTimeOffset now = HipDaemon.Now(client);
        string plain = dump
            ? string.Join('\n', items.Select(Dump))
            : string.Join("\n\n", items.Select(item => Describe(item, now)).DefaultIfEmpty("no associations"));
        Answer answer = new(plain, json => ControlRecords.WriteAll(json, "associations", items));
        return dump && items.Count == 0 ? answer with { Plain = default } : answer;
    }

    private static string Describe(AssociationStatus item, DateTimeOffset now)
    {
        PlainText text = new();
        text.Line($"association: {(item.Name is null ? "" : item.Name + "  ")}{item.PeerHit}");
        Who(text, item, now);
        Way(text, item);
        Keys(text, item, now);
        Traffic(text, item, now);
        Right(text, item, now);
        return text.ToString();
    }

    private static void Who(PlainText text, AssociationStatus item, DateTimeOffset now)
    {
        string role = item.Role == AssociationRole.Unknown ? "" : $" as {ControlWord.Of(item.Role)}";
        Field(text, "state", $"{Human.State(item.State)}{role} for {Human.Duration(now - item.Since)}");
        Field(text, "local", item.LocalHit.ToString());
        string addresses = string.Join("  ", new[] { item.PeerLsi, item.PeerIpv4 }
            .OfType<IPAddress>().Select(address => address.ToString()));
        Field(text, "ipv4", addresses.Length == 0 ? null : addresses);
    }

    private static void Way(PlainText text, AssociationStatus item)
    {
        Field(text, "path", item.Path is { } path ? Human.Path(path) : "none");
        Field(text, "addresses", item.Addresses.Select(address =>
            Human.Place(address.Address)
            + (address.Verified ? "  verified" : "  unverified")
            + (address.Preferred ? "  preferred" : "")
            + (address.ViaRelay ? "  relay" : "")));
    }

    private static void Keys(PlainText text, AssociationStatus item, DateTimeOffset now)
    {
        string[] suites =
        [
            .. new[]
            {
                item.DhGroup is { } group ? "dh " + group : null,
                item.HitSuite is { } suite ? "hit " + suite : null,
                item.HipCipher is { } cipher ? "hip " + cipher : null,
                item.EspSuite is { } esp ? "esp " + esp + (item.Esn ? " esn" : "") : null,
            }.OfType<string>(),
        ];
        Field(text, "algorithms", suites.Length == 0 ? null : string.Join(", ", suites));
        Field(text, "keys", item.EspSuite is null ? null : "(hidden)");
        Field(text, "handshake", item.LastHandshake is { } last ? Human.Age(last, now) : "never");
        Field(text, "rekey", item.RekeyAt is { } rekey ? Human.Age(rekey, now) : null);
    }

    private static void Traffic(PlainText text, AssociationStatus item, DateTimeOffset now)
    {
        Field(text, "in", item.Inbound is { } inbound ? Line(inbound, "received") : null);
        Field(text, "out", item.Outbound is { } outbound ? Line(outbound, "sent") : null);
        Field(text, "traffic", item.LastTraffic is { } last ? Human.Age(last, now) : "never");
        Field(text, "resent", item.Retransmissions == 0 ? null : item.Retransmissions + " HIP packets");
        Field(text, "drops", item.Drops.OrderBy(drop => drop.Key, StringComparer.Ordinal)
            .Select(drop => $"{drop.Value}  {drop.Key}"));
    }

    private static void Right(PlainText text, AssociationStatus item, DateTimeOffset now)
    {
        string end = item.GrantedUntil is { } until ? "until " + Human.Deadline(until, now) : "without an end";
        string reason = item.GrantReason is { } why ? ", " + why : "";
        bool isGranted = item.GrantedUntil is not null || item.GrantReason is not null;
        Field(text, "granted", isGranted ? end + reason : null);
        Field(text, "chain", item.Chain.SelectMany(certificate => (string[])
        [
            $"{certificate.Issuer} -> {certificate.Subject}",
            "  " + HipStatus.Line(certificate, now),
        ]));
    }

    private static string Line(SaStatus sa, string verb) =>
        $"spi 0x{sa.Spi:x8}  {Human.Size(sa.Octets)} {verb}, {sa.Packets} packets, sequence {sa.Sequence}";

    private static void Field(PlainText text, string label, params IEnumerable<string?> values) =>
        text.Field("  ", label, values);

    private static string Dump(AssociationStatus item) => string.Join('\t', new[]
    {
        item.LocalHit.ToString(),
        item.PeerHit.ToString(),
        item.Name ?? "-",
        ControlWord.Of(item.State),
        item.Path is { } path ? ControlWord.Of(path.Encapsulation) : "-",
        item.Path is { } way ? Human.Place(way.Remote) : "-",
        Seconds(item.LastHandshake),
        Seconds(item.LastTraffic),
        Seconds(item.RekeyAt),
        Seconds(item.GrantedUntil),
        (item.Inbound?.Octets ?? 0).ToString(),
        (item.Outbound?.Octets ?? 0).ToString(),
        Spi(item.Inbound),
        Spi(item.Outbound),
        item.EspSuite ?? "-",
    }.Select(PlainText.Clean));

    private static string Seconds(DateTimeOffset? instant) => (instant?.ToUnixTimeSeconds() ?? 0).ToString();

    private static string Spi(SaStatus? sa) => sa is null ? "-" : $"0x{sa.Spi:x8}";
}
