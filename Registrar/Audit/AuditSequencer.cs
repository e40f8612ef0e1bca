using System.Security.Cryptography;
using System.Threading.Channels;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Audit;

/// <summary>
/// Takes waiting entries into the log, those of the earliest times first. A batch is one transaction that compares the
/// log's head, writes the entries and deletes them where they waited, on the condition that they still wait: any
/// number of sequencers may run and die, and each entry comes into the log once.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="keys">Where the registrar keeps what.</param>
/// <param name="time">The clock of its pauses.</param>
public sealed class AuditSequencer(EtcdClient store, StateKeys keys, TimeProvider time)
{
    private readonly EtcdLogStore log = new(store, keys.Log);
    private readonly KeyRange pending = KeyRange.Prefix(keys.Pending);
    private long entries;
    private int lastFault;

    /// <summary>How many entries this sequencer has appended.</summary>
    public long Entries => Interlocked.Read(ref entries);

    /// <summary>What the last run came to.</summary>
    public StateFault LastFault => (StateFault)Volatile.Read(ref lastFault);

    /// <summary>Takes entries until none waits.</summary>
    /// <returns>
    /// What it has done; or a fault, with which entries may have been taken and the others go on waiting.
    /// </returns>
    public async Task<StateResult<Sequenced>> RunOnceAsync(CancellationToken cancellation = default)
    {
        int done = 0;
        for (int tries = 0; tries < LogLimits.AppendTries; tries++)
        {
            await AuditLog.PauseAsync(tries, time, cancellation);
            (StateResult<StoredHead> head, IReadOnlyList<KeyValue> waiting) = await log.ReadWithAsync(
                new RangeQuery(pending) { Limit = LogLimits.BatchEntries }, cancellation);
            if (!head.IsDone || waiting.Count == 0)
            {
                return Ended(head.IsDone ? StateResult<Sequenced>.Done(new Sequenced(done)) : head.As<Sequenced>());
            }

            KeyValue[] batch = Fitting(waiting);
            LogChange change = LogChange.Of(head.Value, [.. batch.Select(EntryOf)]);
            if (change.Head.Size > LogLimits.Entries)
            {
                return Ended(StateResult<Sequenced>.Failed(StateFault.NoSpace, "the log is full"));
            }

            StateResult<LogWritten> written = await log.WriteAsync(change, batch, cancellation);
            if (written.Value?.Mark is not null)
            {
                done += batch.Length;
                Interlocked.Add(ref entries, batch.Length);
                tries = -1;
            }
            else if (!written.IsDone && written.Fault != StateFault.UnknownOutcome)
            {
                return Ended(written.As<Sequenced>());
            }

            // Another one was quicker, or the answer is lost: what still waits is still to be done.
        }

        return Ended(StateResult<Sequenced>.Failed(StateFault.Unavailable, "too many others write to the log"));
    }

    /// <summary>
    /// Takes entries as they come, whatever the store does, until it is cancelled. It waits a moment after it is told
    /// of one, so that more come together and not all replicas try at once.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        Channel<bool> told = Channel.CreateBounded<bool>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        await using ITimer timer = time.CreateTimer(
            _ => told.Writer.TryWrite(true), null, TimeSpan.Zero, LogLimits.LookAgain);
        Task watching = WatchAsync(told.Writer, cancellation);
        try
        {
            await foreach (bool _ in told.Reader.ReadAllAsync(cancellation))
            {
                int most = (int)LogLimits.GatherTime.TotalMilliseconds;
                TimeSpan pause = TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(1, most + 1));
                await Task.Delay(pause, time, cancellation);
                await RunOnceAsync(cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // That is how it ends.
        }

        await watching;
    }

    /// <summary>Those that fit into one append, at least one, in the order in which they were done.</summary>
    private static KeyValue[] Fitting(IReadOnlyList<KeyValue> waiting)
    {
        int octets = 0;
        return
        [
            .. waiting
                .TakeWhile((item, i) =>
                    (octets += Math.Min(item.Value.Length, LogLimits.EntryOctets)) <= LogLimits.BatchOctets || i == 0)
                .OrderBy(item => item.CreateRevision),
        ];
    }

    private ReadOnlyMemory<byte> EntryOf(KeyValue item) => item.Value.Length <= LogLimits.EntryOctets
        ? item.Value
        // No registrar writes one: it must not keep the others from the log.
        : AuditEvent.Create(
            time.GetUtcNow(),
            AuditNames.EntryTooLong,
            "",
            item.KeyText,
            ("sha256", Convert.ToHexStringLower(SHA256.HashData(item.Value.Span)))).Write();

    private StateResult<Sequenced> Ended(StateResult<Sequenced> result)
    {
        Volatile.Write(ref lastFault, (int)result.Fault);
        return result;
    }

    /// <summary>Tells of new entries.</summary>
    private async Task WatchAsync(ChannelWriter<bool> told, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await foreach (WatchBatch batch in store.WatchAsync(new WatchQuery(pending), cancellation))
                {
                    if (batch.Events.Any(one => !one.IsDelete))
                    {
                        told.TryWrite(true);
                    }
                }

                await Task.Delay(LogLimits.LookAgain, time, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // That is how it ends.
        }
    }
}
