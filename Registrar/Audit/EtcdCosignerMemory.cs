using System.Text;
using HiperNet.Registrar.State;
using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Audit;

/// <summary>A memory in etcd: below its prefix one key for each origin.</summary>
public sealed class EtcdCosignerMemory(EtcdClient client, string prefix) : ICosignerMemory
{
    /// <inheritdoc/>
    public async Task<StateResult<Cosigned>> ReadAsync(Principal origin, CancellationToken cancellation)
    {
        StateResult<RangePage> read =
            await client.RangeAsync(new RangeQuery(KeyRange.Single(KeyOf(origin))), cancellation);
        if (!read.IsDone)
        {
            return read.As<Cosigned>();
        }

        if (read.Value.First is not { } item)
        {
            return StateResult<Cosigned>.Failed(StateFault.NotFound, "nothing yet");
        }

        return SignedCheckpoint.TryParse(item.Value, out SignedCheckpoint? signed, out _)
            && signed.Checkpoint.Origin == origin
            ? StateResult<Cosigned>.Done(new Cosigned(signed, item.ModRevision))
            : StateResult<Cosigned>.Failed(StateFault.BadAnswer, "the last cosigned checkpoint is damaged");
    }

    /// <inheritdoc/>
    public async Task<StateResult<LogWritten>> WriteAsync(
        long mark, SignedCheckpoint next, CancellationToken cancellation)
    {
        byte[] key = KeyOf(next.Checkpoint.Origin);
        Transaction swap = new(
            [Compare.ModRevision(key, mark)], [new PutOperation(key, next.Node.Canonical)], []);
        StateResult<TransactionAnswer> written = await client.TransactAsync(swap, cancellation);
        return written.IsDone
            ? StateResult<LogWritten>.Done(new LogWritten(written.Value.Succeeded ? written.Value.Revision : null))
            : written.As<LogWritten>();
    }

    private byte[] KeyOf(Principal origin) => Encoding.UTF8.GetBytes(prefix + origin);
}
