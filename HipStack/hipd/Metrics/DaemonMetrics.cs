using HiperNet.HipStack.Control;

namespace HiperNet.Hipd.Metrics;

/// <summary>
/// The daemon's metrics, from the same records as its status. Nothing is labelled by peer: a metric for each of many
/// peers is a burden, and tells whoever may read metrics who talks to whom.
/// </summary>
internal static class DaemonMetrics
{
    /// <summary>The metrics as Prometheus reads them.</summary>
    public static string Of(DaemonStatus daemon, IReadOnlyList<AssociationStatus> associations)
    {
        MetricsText text = new();
        Daemon(text, daemon);
        Exchanges(text, daemon.Counters);
        Associations(text, associations);
        Traffic(text, daemon, associations);
        Certificates(text, daemon, associations);
        return text.ToString();
    }

    private static void Daemon(MetricsText text, DaemonStatus daemon)
    {
        text.Gauge("hipd_build_info", "The release that runs; always 1.")
            .Sample("hipd_build_info", 1, ("version", daemon.DaemonVersion));
        text.Only("hipd_uptime_seconds", "How long the daemon has been running.", daemon.Uptime.TotalSeconds);
        text.Only("hipd_peers", "Peers with a known locator.", daemon.Peers);
        text.Gauge("hipd_health", "Lines of health, by level.");
        foreach (HealthLevel level in (HealthLevel[])[HealthLevel.Note, HealthLevel.Warning, HealthLevel.Failure])
        {
            int lines = daemon.Health.Count(line => line.Level == level);
            text.Sample("hipd_health", lines, ("level", ControlWord.Of(level)));
        }
    }

    private static void Exchanges(MetricsText text, DaemonCounters counters)
    {
        text.Only("hipd_base_exchanges_started_total", "Base exchanges begun.", counters.BaseExchangesStarted);
        text.Only(
            "hipd_base_exchanges_completed_total", "Base exchanges completed.", counters.BaseExchangesCompleted);
        text.Only("hipd_base_exchanges_failed_total", "Base exchanges failed.", counters.BaseExchangesFailed);
        text.Only("hipd_associations_refused_total", "Peers refused.", counters.AssociationsRefused);
        text.Only("hipd_rekeys_total", "Rekeyings completed.", counters.Rekeys);
        text.Only("hipd_retransmissions_total", "HIP packets sent again.", counters.Retransmissions);
        text.Only("hipd_puzzle_difficulty_bits", "K of the puzzle at present.", counters.PuzzleDifficulty);
        text.Counter("hipd_hip_packets_total", "HIP packets, by type and direction.");
        ByType(text, "in", counters.HipReceived);
        ByType(text, "out", counters.HipSent);
    }

    private static void ByType(MetricsText text, string direction, IReadOnlyDictionary<string, long> counts)
    {
        foreach ((string type, long count) in counts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.Sample("hipd_hip_packets_total", count, ("direction", direction), ("type", type));
        }
    }

    private static void Associations(MetricsText text, IReadOnlyList<AssociationStatus> associations)
    {
        text.Gauge("hipd_associations", "Associations, by state.");
        foreach (AssociationState state in Enum.GetValues<AssociationState>().Where(state => state != default))
        {
            int count = associations.Count(association => association.State == state);
            text.Sample("hipd_associations", count, ("state", ControlWord.Of(state)));
        }
    }

    private static void Traffic(
        MetricsText text, DaemonStatus daemon, IReadOnlyList<AssociationStatus> associations)
    {
        TrafficTotal inbound = daemon.Counters.EspReceived;
        TrafficTotal outbound = daemon.Counters.EspSent;
        text.Counter("hipd_esp_packets_total", "ESP packets, by direction.")
            .Sample("hipd_esp_packets_total", inbound.Packets, ("direction", "in"))
            .Sample("hipd_esp_packets_total", outbound.Packets, ("direction", "out"));
        text.Counter("hipd_esp_bytes_total", "Octets of ESP packets, by direction.")
            .Sample("hipd_esp_bytes_total", inbound.Octets, ("direction", "in"))
            .Sample("hipd_esp_bytes_total", outbound.Octets, ("direction", "out"));
        text.Counter("hipd_drops_total", "Packets dropped, by reason.");
        var drops = associations.SelectMany(association => association.Drops)
            .Concat(daemon.Counters.Drops)
            .GroupBy(drop => drop.Key, drop => drop.Value, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (IGrouping<string, long> reason in drops)
        {
            text.Sample("hipd_drops_total", reason.Sum(), ("reason", reason.Key));
        }
    }

    /// <summary>Alarms compare these with <c>time()</c>: an expiry must not come as a surprise.</summary>
    private static void Certificates(
        MetricsText text, DaemonStatus daemon, IReadOnlyList<AssociationStatus> associations)
    {
        const string Own = "hipd_certificate_not_after_seconds";
        text.Gauge(Own, "When each of our certificates ends, in seconds since 1970.");
        foreach (CertificateStatus certificate in daemon.Certificates.DistinctBy(certificate => certificate.Id))
        {
            if (certificate.NotAfter is { } end)
            {
                text.Sample(Own, Unix(end), ("id", certificate.Id));
            }
        }

        DateTimeOffset? first = associations.Min(association => association.GrantedUntil);
        if (first is { } earliest)
        {
            text.Only(
                "hipd_association_granted_until_seconds",
                "When the first of the present associations loses its right, in seconds since 1970.",
                Unix(earliest));
        }
    }

    private static double Unix(DateTimeOffset instant) => (instant - DateTimeOffset.UnixEpoch).TotalSeconds;
}
