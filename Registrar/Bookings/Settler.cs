using HiperNet.Registrar.State;
using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Registrar.Bookings;

/// <summary>
/// Makes calendars what the record of an infrastructure says, after a change in parts that was broken off, or that has
/// made it shorter.
/// </summary>
internal sealed class Settler(AllocatorParts parts)
{
    /// <summary>The record as it is then, and settled; or null if others were quicker or the store fails.</summary>
    /// <remarks>
    /// The record is written first, so that parts of the change that are still on their way fail. Whoever finds it
    /// unsettled later may do this again.
    /// </remarks>
    public async Task<StoredVpxi?> TrySettleAsync(StoredVpxi vpxi, CancellationToken cancellation)
    {
        VpxiRecord record = vpxi.Record with { UnsettledUntil = parts.SettleTime };
        if (await WriteAsync(record, vpxi.Revision, cancellation) is not { } claimed)
        {
            return null;
        }

        for (int i = 0; i < parts.Options.Tries; i++)
        {
            StateResult<PoolSnapshot> read = await parts.Pool.ReadAsync(
                withWithdrawn: true, isFresh: true, cancellation);
            if (!read.IsDone || !read.Value.Has(record.Allocation))
            {
                return null;
            }

            PoolBookings current = read.Value.Bookings.Cancel(record.Id, record.Allocation);
            if (current.Book(record.Id, record.Allocation, out PoolBookings booked) is null
                && await parts.Vpxis.ChangeInPartsAsync(
                    claimed, read.Value.Changes(parts, record.Allocation, booked), cancellation) is null)
            {
                return await WriteAsync(record with { UnsettledUntil = null }, claimed.Revision, cancellation);
            }
        }

        return null;
    }

    private async Task<StoredVpxi?> WriteAsync(VpxiRecord record, long revision, CancellationToken cancellation)
    {
        StateResult<TransactionAnswer> written =
            await parts.Vpxis.WriteAsync(record, revision, [], [], null, cancellation);
        return written is { Value.Succeeded: true } ? new StoredVpxi(record, written.Value.Revision) : null;
    }
}
