using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace HiperNet.Cli.Hip;

/// <summary>A key of hip.conf, and what it is called below <c>associations</c> in hipd.yaml.</summary>
/// <param name="Name">Its name in hip.conf.</param>
/// <param name="Ours">Its name in hipd.yaml, with the same unit; null if it has no meaning there.</param>
/// <param name="Least">The least number that hipd takes.</param>
/// <param name="Most">The greatest number that hipd takes.</param>
/// <param name="Reason">Why it has none, for what has none.</param>
internal sealed record OpenHipKey(string Name, string? Ours, long Least, long Most, string Reason = "")
{
    private const long Month = 30 * 86_400;

    /// <summary>The keys that are known.</summary>
    public static IReadOnlyList<OpenHipKey> All { get; } =
    [
        new("cookie_difficulty", "puzzle_difficulty", 0, 20),
        new("packet_timeout", "retry_seconds", 1, Month),
        new("max_retries", "retries", 1, 100),
        new("sa_lifetime", "rekey_seconds", 1, Month),
        new("failure_timeout", "failed_hold_seconds", 1, Month),
        new("ual", "unused_seconds", 1, Month),
        Dropped("cookie_lifetime", "an R1 is offered for two minutes, and honoured for four"),
        Dropped("r1_lifetime", "an R1 is offered for two minutes, and honoured for four"),
        Dropped("msl", "it is two minutes"),
        Dropped("min_reg_lifetime", "hipd has nothing like it"),
        Dropped("max_reg_lifetime", "hipd has nothing like it"),
        Dropped("hip_sa", "hipd offers every suite that it deems safe, AES-GCM first"),
        Dropped("esp_sa", "hipd offers every suite that it deems safe, AES-GCM first"),
        Dropped("send_hi_name", "names are not part of an identity here"),
        Dropped("allow_any", "certificates say who may talk to us"),
        Dropped("peer_certificate_required", "a certificate is always required, unless the policy is another"),
        Dropped("disable_udp", "see transport.udp and transport.prefer"),
        Dropped("preferred_interface", "name it in transport.prefer_interface"),
        Dropped("ignored_addr", "see transport.ignore_interfaces"),
        Dropped("lsi_prefix", "LSIs are in 1.0.0.0/8"),
        Dropped("log_file", "hipd logs to the standard error, for systemd"),
    ];

    /// <summary>The line of hipd.yaml.</summary>
    /// <param name="value">The value in hip.conf.</param>
    /// <param name="line">The line.</param>
    /// <param name="warning">Why there is none.</param>
    public bool TryTranslate(
        string value, [NotNullWhen(true)] out string? line, [NotNullWhen(false)] out string? warning)
    {
        (line, warning) = (null, Reason);
        if (Ours is null)
        {
            return false;
        }

        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            || number < Least || number > Most)
        {
            warning = $"it is no number from {Least} to {Most}";
            return false;
        }

        (line, warning) = ($"{Ours}: {number}", null);
        return true;
    }

    private static OpenHipKey Dropped(string name, string reason) => new(name, Ours: null, 0, 0, reason);
}
