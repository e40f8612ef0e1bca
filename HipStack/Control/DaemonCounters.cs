using System.Collections.ObjectModel;

namespace HiperNet.HipStack.Control;

/// <summary>What the daemon has counted since it started.</summary>
public sealed record DaemonCounters
{
    /// <summary>I1s sent for new associations.</summary>
    public long BaseExchangesStarted { get; init; }

    /// <summary>Base exchanges that ended in ESTABLISHED, in both roles.</summary>
    public long BaseExchangesCompleted { get; init; }

    /// <summary>Base exchanges that ended in E-FAILED.</summary>
    public long BaseExchangesFailed { get; init; }

    /// <summary>Peers that were refused.</summary>
    public long AssociationsRefused { get; init; }

    /// <summary>Rekeyings that have completed (RFC 7402 section 6.8).</summary>
    public long Rekeys { get; init; }

    /// <summary>HIP packets sent again.</summary>
    public long Retransmissions { get; init; }

    /// <summary>The puzzle's K at present (RFC 7401 section 5.2.4), in bits.</summary>
    public int PuzzleDifficulty { get; init; }

    /// <summary>HIP packets received, by type (i1, r1, ...).</summary>
    public IReadOnlyDictionary<string, long> HipReceived
    {
        get;
        init => field = value ?? ReadOnlyDictionary<string, long>.Empty;
    } = ReadOnlyDictionary<string, long>.Empty;

    /// <summary>HIP packets sent, by type.</summary>
    public IReadOnlyDictionary<string, long> HipSent
    {
        get;
        init => field = value ?? ReadOnlyDictionary<string, long>.Empty;
    } = ReadOnlyDictionary<string, long>.Empty;

    /// <summary>Data received, also over associations that have ended.</summary>
    public TrafficTotal EspReceived { get; init; } = new();

    /// <summary>Data sent, also over associations that have ended.</summary>
    public TrafficTotal EspSent { get; init; } = new();

    /// <summary>Packets dropped outside of any association, by reason.</summary>
    public IReadOnlyDictionary<string, long> Drops
    {
        get;
        init => field = value ?? ReadOnlyDictionary<string, long>.Empty;
    } = ReadOnlyDictionary<string, long>.Empty;
}
