namespace HiperNet.Hipd.Tests.Lab;

/// <summary>How a laboratory is built.</summary>
internal sealed record LabPlan
{
    /// <summary>How many hosts.</summary>
    public int Hosts { get; init; } = 2;

    /// <summary>raw or udp.</summary>
    public string Prefer { get; init; } = "raw";

    /// <summary>The version of IP between the hosts: 4 or 6.</summary>
    public int Underlay { get; init; } = 4;

    /// <summary>Whether applications see the IPv4 addresses of a VPXI, and not LSIs.</summary>
    public bool Vpxi { get; init; }

    /// <summary>The kinds of keys; the last one for all hosts beyond.</summary>
    public IReadOnlyList<string> Keys { get; init; } = ["p256"];

    /// <summary>The policy of the host with this number, in YAML.</summary>
    public Func<HipdHost, string> Policy { get; init; } = _ => "policy: {mode: listed}";

    /// <summary>The associations' settings of the host with this number, as in {...} of YAML.</summary>
    public Func<HipdHost, string> Associations { get; init; } = _ => "";

    /// <summary>
    /// The number of a rendezvous server or relay, or 0. The last host registers with it, and the others know of no
    /// other way to that one.
    /// </summary>
    public int Rendezvous { get; init; }

    /// <summary>What that server does.</summary>
    public string Services { get; init; } = "rendezvous";

    /// <summary>Whether no host is told of another.</summary>
    public bool AreStrangers { get; init; }

    /// <summary>More YAML.</summary>
    public string More { get; init; } = "";

    /// <summary>Whether the hosts stand on a common bridge; otherwise a test connects them.</summary>
    public bool Bridge { get; init; } = true;
}
