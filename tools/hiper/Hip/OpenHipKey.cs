using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace HiperNet.Cli.Hip;

/// <summary>A key of hip.conf, and what it is called in hipd.yaml.</summary>
/// <param name="Name">Its name in hip.conf.</param>
/// <param name="Ours">Its name in hipd.yaml; null if it has no meaning there.</param>
/// <param name="Unit">The unit in which hipd.yaml writes its number; empty for a bare number.</param>
/// <param name="Most">The greatest number that means something.</param>
/// <param name="Reason">Why it has none, for what has none.</param>
internal sealed record OpenHipKey(string Name, string? Ours, string Unit, long Most, string Reason = "")
{
    private const long Day = 86_400;

    /// <summary>The keys that are known.</summary>
    public static IReadOnlyList<OpenHipKey> All { get; } =
    [
        new("cookie_difficulty", "puzzle_difficulty", "", 28),
        new("cookie_lifetime", "puzzle_lifetime_exponent", "", 255),
        new("packet_timeout", "retransmission_timeout", "s", 3600),
        new("max_retries", "max_retransmissions", "", 100),
        new("sa_lifetime", "sa_lifetime", "s", 365 * Day),
        new("r1_lifetime", "r1_lifetime", "s", 365 * Day),
        new("failure_timeout", "failure_timeout", "s", Day),
        new("msl", "maximum_segment_lifetime", "s", 3600),
        new("ual", "unused_association_lifetime", "s", 365 * Day),
        new("min_reg_lifetime", "min_registration_lifetime", "s", 365 * Day),
        new("max_reg_lifetime", "max_registration_lifetime", "s", 365 * Day),
        Dropped("hip_sa", "hipd offers every suite that it deems safe, AES-GCM first"),
        Dropped("esp_sa", "hipd offers every suite that it deems safe, AES-GCM first"),
        Dropped("send_hi_name", "names are not part of an identity here"),
        Dropped("allow_any", "certificates say who may talk to us"),
        Dropped("peer_certificate_required", "a certificate is always required, unless the policy is another"),
        Dropped("disable_udp", "raw or UDP is chosen for each peer"),
        Dropped("preferred_interface", "the preferred locator follows the routes"),
        Dropped("ignored_addr", "list the locators instead"),
        Dropped("lsi_prefix", "LSIs are 1.0.0.0/8"),
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

        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number) || number > Most)
        {
            warning = $"it is no number up to {Most}";
            return false;
        }

        (line, warning) = ($"{Ours}: {number}{Unit}", null);
        return true;
    }

    private static OpenHipKey Dropped(string name, string reason) => new(name, Ours: null, "", 0, reason);
}
