using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>
/// Plans infrastructures onto a pool with its calendars: which resource each node gets, which path each link, when, and
/// what that costs; or why not. The same question with the same seed has the same answer.
/// </summary>
public static class Allocations
{
    /// <summary>Plans an infrastructure. Nothing is booked; <see cref="PoolBookings.Book"/> does that.</summary>
    /// <param name="bookings">The pool and what of it is booked.</param>
    /// <param name="infrastructure">What is asked for: a virtual one with which nothing is wrong.</param>
    /// <param name="options">Who asks, and how long is looked.</param>
    /// <param name="cancel">Ends the search early, with the best plan so far.</param>
    /// <exception cref="ArgumentException">It is physical, or a name in it stands for nothing.</exception>
    public static AllocationResult Plan(
        PoolBookings bookings,
        Infrastructure infrastructure,
        AllocationOptions options,
        CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(bookings);
        ArgumentNullException.ThrowIfNull(infrastructure);
        ArgumentNullException.ThrowIfNull(options);
        if (infrastructure.Kind != InfrastructureKind.Virtual)
        {
            throw new ArgumentException($"'{infrastructure.Id}' is a pool, no request", nameof(infrastructure));
        }

        long start = Demands.StartOf(infrastructure, options);
        AllocationResult result = At(bookings, infrastructure, options, start, cancel);
        if (result.Allocation is not null || options.LaterStarts == 0 || cancel.IsCancellationRequested)
        {
            return result;
        }

        LaterStarts later = new(bookings, infrastructure, options, start, cancel);
        if (later.Find(out Allocation? allocation) is not { } found)
        {
            return later.IsHopeless is { } reason ? new AllocationResult(null, reason) : result;
        }

        return IsOpen(infrastructure)
            ? new AllocationResult(allocation, null)
            : new AllocationResult(null, result.Refusal! with { Later = found });
    }

    /// <summary>A plan at a time: with the best amounts, otherwise with the least and what can be added.</summary>
    internal static AllocationResult At(
        PoolBookings bookings,
        Infrastructure infrastructure,
        AllocationOptions options,
        long start,
        CancellationToken cancel)
    {
        Demands best = new(infrastructure, options, start, AmountChoice.Best);
        AllocationResult result = new Attempt(bookings, best, options, cancel).Run();
        Demands least = best.With(AmountChoice.Least);
        if (result.Allocation is not null || least.AsksTheSame(best) || cancel.IsCancellationRequested)
        {
            return result;
        }

        Attempt second = new(bookings, least, options, cancel);
        AllocationResult other = second.Run();
        return other.Allocation is { } allocation
            ? new AllocationResult(new Raise(bookings, best, second.Builder, allocation).Run(), null)
            : other;
    }

    /// <summary>Whether any start will do.</summary>
    private static bool IsOpen(Infrastructure infrastructure) =>
        infrastructure.Period.Start is null
        && infrastructure.Nodes.All(node => node.Period.Start is null)
        && infrastructure.Links.All(link => link.Period.Start is null);
}
