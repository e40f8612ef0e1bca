using HiperNet.Registrar.Audit;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Bookings;

/// <summary>What every change of bookings needs.</summary>
internal sealed class AllocatorParts(
    EtcdClient store,
    StateKeys keys,
    TimeProvider time,
    AuditOutbox outbox,
    AllocatorOptions options,
    PoolCache? cache)
{
    /// <summary>The most calendars of a transaction; there is room for a few others beside them.</summary>
    public const int MostChanges = 96;

    public StateKeys Keys { get; } = keys;

    public TimeProvider Time { get; } = time;

    public AllocatorOptions Options { get; } = options;

    public PoolReader Pool { get; } = new(store, keys, cache);

    public VpxiStore Vpxis { get; } = new(store, keys, outbox);

    /// <summary>What is told of every change.</summary>
    public AuditOutbox Outbox { get; } = outbox;

    public VpxiEvents Events { get; } = new(outbox);

    /// <summary>Until when a change in parts that begins now is left alone.</summary>
    public long SettleTime => Now + Options.SettleSeconds;

    /// <summary>In seconds since 1970.</summary>
    public long Now => Time.GetUtcNow().ToUnixTimeSeconds();
}
