using System.Globalization;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Audit;

/// <summary>
/// Entries on their way into the log (docs/adr/0017). An act puts its entry in its own transaction, so that it is not
/// done without it; an <see cref="AuditSequencer"/> takes it from there. Each entry has a key of its own, so that acts
/// do not wait for each other. Many threads may use it.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="keys">Where the registrar keeps what.</param>
/// <param name="registrar">The principal of the registrar: who acts when nobody asks for it.</param>
/// <param name="time">The clock.</param>
/// <param name="options">When it takes nothing more; null for the defaults.</param>
public sealed class AuditOutbox(
    EtcdClient store, StateKeys keys, string registrar, TimeProvider time, OutboxOptions? options = null)
{
    private readonly OutboxOptions options = options ?? new OutboxOptions();
    private readonly Lock gate = new();
    private Task<string?>? looking;
    private long? lookedAt;
    private string? refusal;
    private string? oldest;
    private long oldestSince;

    /// <summary>The principal of the registrar.</summary>
    public string Registrar { get; } = registrar;

    /// <summary>An event of now.</summary>
    /// <inheritdoc cref="AuditEvent.Create"/>
    public AuditEvent Event(
        string name, string actor, string subject, params ReadOnlySpan<(string Name, string Value)> details) =>
        AuditEvent.Create(time.GetUtcNow(), name, actor, subject, details);

    /// <summary>What a transaction must do besides what the event tells of.</summary>
    public Operation Entry(AuditEvent told)
    {
        ArgumentNullException.ThrowIfNull(told);
        return new PutOperation(keys.PendingEntry(told.Id), told.Write());
    }

    /// <summary>
    /// Why nothing may be done now, because the log could not be told of it: too many entries wait, the oldest waits
    /// for too long, or the store does not answer. Null if all is well. Ask before every act.
    /// </summary>
    public async Task<string?> RefusalAsync(CancellationToken cancellation = default)
    {
        Task<string?> look;
        lock (gate)
        {
            if (lookedAt is { } then && time.GetElapsedTime(then) < options.BacklogAge)
            {
                return refusal;
            }

            // One looks for all who ask at the same time.
            look = looking ??= Task.Run(LookAsync, CancellationToken.None);
        }

        return await look.WaitAsync(cancellation);
    }

    /// <summary>Enters what has no transaction of its own, for instance a decision.</summary>
    /// <returns>
    /// With any fault the act must not be done. With <see cref="StateFault.UnknownOutcome"/> the log may tell of it
    /// all the same.
    /// </returns>
    public async Task<StateResult<Written>> AddAsync(AuditEvent told, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(told);
        return await RefusalAsync(cancellation) is { } why
            ? StateResult<Written>.Failed(StateFault.Unavailable, why)
            : await store.PutAsync(
                keys.PendingEntry(told.Id), told.Write(), cancellation: cancellation);
    }

    private async Task<string?> LookAsync()
    {
        StateResult<RangePage> read = await store.RangeAsync(
            new RangeQuery(KeyRange.Prefix(keys.Pending)) { Limit = 1, KeysOnly = true });
        lock (gate)
        {
            looking = null;
            refusal = read.IsDone ? Judge(read.Value) : $"the log cannot be looked at: {read.Fault}: {read.Detail}";
            lookedAt = read.IsDone ? time.GetTimestamp() : null;
            return refusal;
        }
    }

    /// <summary>The age is taken from this process alone, because clocks of others may be wrong.</summary>
    private string? Judge(RangePage page)
    {
        string? first = page.First?.KeyText;
        if (first != oldest)
        {
            (oldest, oldestSince) = (first, time.GetTimestamp());
        }

        if (page.Count >= options.Backlog)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{page.Count} entries wait for the log");
        }

        return first is not null && time.GetElapsedTime(oldestSince) >= options.LongestWait
            ? "the log has not been written for too long"
            : null;
    }
}
