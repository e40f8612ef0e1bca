using System.Security.Cryptography;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Audit;

/// <summary>
/// An append-only log as a Merkle tree (RFC 9162 section 2). An append is one atomic change that costs one round trip
/// while nobody else writes; a proof reads O(log n) hashes. Several logs in several processes may write to one store,
/// and many threads may use one log.
/// </summary>
/// <remarks>
/// What is entered must differ from everything else that is (an identifier, a time): equal entries of two writers of
/// which one loses its answer would be taken for one.
/// </remarks>
/// <param name="store">Where it is kept.</param>
/// <param name="time">The clock of pauses between tries; the system's if null.</param>
public sealed class AuditLog(ILogStore store, TimeProvider? time = null) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private StoredHead? known;

    /// <summary>The head, as the store has it now.</summary>
    public async Task<StateResult<LogHead>> HeadAsync(CancellationToken cancellation = default)
    {
        StateResult<StoredHead> read = await store.ReadHeadAsync(cancellation);
        return read.IsDone ? StateResult<LogHead>.Done(read.Value.Head) : read.As<LogHead>();
    }

    /// <summary>Appends entries, all of them in a row or none.</summary>
    /// <param name="entries">
    /// 1 to <see cref="LogLimits.BatchEntries"/>, within <see cref="LogLimits.EntryOctets"/> each and
    /// <see cref="LogLimits.BatchOctets"/> together; else the answer is <see cref="StateFault.TooLarge"/>.
    /// </param>
    /// <param name="cancellation">Ends the waiting; whether the entries will be there is open then.</param>
    /// <returns>
    /// Where they stand; or a fault, with which nothing was changed. Only with
    /// <see cref="StateFault.UnknownOutcome"/> they may still appear.
    /// </returns>
    public async Task<StateResult<Appended>> AppendAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> entries, CancellationToken cancellation = default)
    {
        if (entries.Count is 0 or > LogLimits.BatchEntries || entries.Any(one => one.Length > LogLimits.EntryOctets)
            || entries.Sum(one => (long)one.Length) > LogLimits.BatchOctets)
        {
            return StateResult<Appended>.Failed(StateFault.TooLarge, "too many or too long entries");
        }

        await gate.WaitAsync(cancellation);
        try
        {
            return await AppendAloneAsync(entries, cancellation);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Reads entries.</summary>
    /// <param name="first">The place of the first, from 0.</param>
    /// <param name="count">How many; 1 to <see cref="LogLimits.PageEntries"/>.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="ArgumentOutOfRangeException">The place is negative, or the count out of its range.</exception>
    public Task<StateResult<IReadOnlyList<ReadOnlyMemory<byte>>>> EntriesAsync(
        long first, int count, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, LogLimits.PageEntries);
        return store.ReadEntriesAsync(first, count, cancellation);
    }

    /// <summary>
    /// The root that the log had when it had this size. Here and in proofs a size that the log has not reached is
    /// <see cref="StateFault.BadAnswer"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public async Task<StateResult<LogRoot>> RootAsync(long size, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        StateResult<MerkleProof> read = await HashesAsync([new LogRange(0, size)], cancellation);
        return read.IsDone
            ? StateResult<LogRoot>.Done(new LogRoot(size, read.Value.Path[0]))
            : read.As<LogRoot>();
    }

    /// <summary>Proves that an entry stands in the log of a size (RFC 9162 section 2.1.3.1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place in a log of this size.</exception>
    public Task<StateResult<MerkleProof>> InclusionAsync(
        long index, long size, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        return HashesAsync(Subtrees.Inclusion(index, size), cancellation);
    }

    /// <summary>Proves that the log of one size began as the log of another (section 2.1.4.1).</summary>
    /// <returns>The proof, which is empty if the sizes are equal or the older one is 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The older size is negative, or above the newer.</exception>
    public Task<StateResult<MerkleProof>> ConsistencyAsync(
        long older, long newer, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(older);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(older, newer);
        return HashesAsync(older == 0 ? [] : Subtrees.Consistency(older, newer), cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    /// <summary>Lets others go first, for a random while: who always tries at once may lose every time.</summary>
    internal static async Task PauseAsync(int tries, TimeProvider time, CancellationToken cancellation)
    {
        if (tries > LogLimits.TriesWithoutPause)
        {
            int most = Math.Min(1 << Math.Min(tries, 30), LogLimits.LongestPause);
            TimeSpan pause = TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(1, most + 1));
            await Task.Delay(pause, time, cancellation);
        }
    }

    private async Task<StateResult<Appended>> AppendAloneAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> entries, CancellationToken cancellation)
    {
        LogChange? lost = null;
        for (int tries = 0; tries < LogLimits.AppendTries; tries++)
        {
            await PauseAsync(tries, time ?? TimeProvider.System, cancellation);
            if (known is null)
            {
                StateResult<StoredHead> read = await store.ReadHeadAsync(cancellation);
                if (!read.IsDone)
                {
                    return Failed(lost, read.Fault, read.Detail);
                }

                known = read.Value;
            }

            // A write whose answer was lost shows once the head has moved on; then it is there, or never will be.
            if (lost is not null && known.Mark != lost.Mark)
            {
                StateResult<Appended>? found = await FindAsync(lost, cancellation);
                if (found is not null)
                {
                    return found;
                }

                lost = null;
            }

            if (known.Head.Size + entries.Count > LogLimits.Entries)
            {
                return StateResult<Appended>.Failed(StateFault.NoSpace, "the log is full");
            }

            LogChange change = LogChange.Of(known, entries);
            StateResult<LogWritten> written = await store.WriteAsync(change, cancellation);
            known = written.Value?.Mark is { } mark ? new StoredHead(change.Head, mark) : null;
            if (known is not null)
            {
                return StateResult<Appended>.Done(new Appended(change.First, change.Head.Size, change.Head.Root));
            }

            if (written.Fault == StateFault.NoSpace)
            {
                return await SettleAsync(lost ?? change, written, cancellation);
            }

            if (!written.IsDone && written.Fault != StateFault.UnknownOutcome)
            {
                return Failed(lost, written.Fault, written.Detail);
            }

            // The same change may be sent again: of two that ask for the same head one is refused.
            lost = written.IsDone ? lost : change;
        }

        return Failed(lost, StateFault.Unavailable, "too many others write to the log");
    }

    private static StateResult<Appended> Failed(LogChange? lost, StateFault fault, string detail) =>
        StateResult<Appended>.Failed(lost is null ? fault : StateFault.UnknownOutcome, detail);

    /// <summary>A store that is full may have done the change that it says it has no room for.</summary>
    private async Task<StateResult<Appended>> SettleAsync(
        LogChange change, StateResult<LogWritten> written, CancellationToken cancellation)
    {
        StateResult<StoredHead> read = await store.ReadHeadAsync(cancellation);
        if (!read.IsDone)
        {
            return StateResult<Appended>.Failed(StateFault.UnknownOutcome, written.Detail);
        }

        known = read.Value;
        StateResult<Appended>? found =
            known.Mark == change.Mark ? null : await FindAsync(change, cancellation);
        return found ?? Failed(null, written.Fault, written.Detail);
    }

    /// <summary>Whether a change whose answer was lost was done; null if it was not.</summary>
    private async Task<StateResult<Appended>?> FindAsync(LogChange lost, CancellationToken cancellation)
    {
        LogNode[] leaves = [.. lost.Nodes.Where(node => node.Id.Level == 0)];
        if (known!.Head.Size < lost.Head.Size)
        {
            return null;
        }

        StateResult<IReadOnlyList<MerkleHash>> read =
            await store.ReadNodesAsync([.. leaves.Select(leaf => leaf.Id)], cancellation);
        if (!read.IsDone)
        {
            return StateResult<Appended>.Failed(StateFault.UnknownOutcome, read.Detail);
        }

        return leaves.Select(leaf => leaf.Hash).SequenceEqual(read.Value)
            ? StateResult<Appended>.Done(new Appended(lost.First, lost.Head.Size, lost.Head.Root))
            : null;
    }

    /// <summary>The hashes of ranges, from those of their full subtrees.</summary>
    private async Task<StateResult<MerkleProof>> HashesAsync(
        IReadOnlyList<LogRange> ranges, CancellationToken cancellation)
    {
        NodeId[][] subtrees = [.. ranges.Select(range => Subtrees.Of(range).ToArray())];
        NodeId[] all = [.. subtrees.SelectMany(ids => ids)];
        if (all.Length == 0)
        {
            return StateResult<MerkleProof>.Done(new MerkleProof([.. ranges.Select(_ => MerkleHash.Empty)]));
        }

        StateResult<IReadOnlyList<MerkleHash>> read = await store.ReadNodesAsync(all, cancellation);
        if (!read.IsDone)
        {
            return read.As<MerkleProof>();
        }

        List<MerkleHash> path = [];
        int at = 0;
        foreach (NodeId[] ids in subtrees)
        {
            path.Add(Subtrees.Root([.. read.Value.Skip(at).Take(ids.Length)]));
            at += ids.Length;
        }

        return StateResult<MerkleProof>.Done(new MerkleProof(path));
    }
}
