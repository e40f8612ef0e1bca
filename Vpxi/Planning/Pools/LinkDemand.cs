using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>What a virtual link asks for, at a known time.</summary>
/// <param name="Link">The link.</param>
/// <param name="From">The index of the virtual node at its source.</param>
/// <param name="To">The index of the virtual node at its target.</param>
/// <param name="Window">When.</param>
/// <param name="Amounts">How much bandwidth in which direction.</param>
/// <param name="Users">Who uses it.</param>
internal sealed record LinkDemand(
    Link Link, int From, int To, TimeWindow Window, IReadOnlyList<TimedAmount> Amounts, IReadOnlyList<string> Users)
{
    /// <summary>Whether it asks for hardware that nobody else has.</summary>
    public bool Alone => Sharing.IsAlone(Link);

    /// <summary>The most that its path may take, one way, in nanoseconds; null if it does not say.</summary>
    public long? MostLatency => Link.Latency is { Maximum: not Amount.Unbounded } latency ? latency.Maximum : null;

    /// <summary>How much bandwidth in a direction; 0 for none.</summary>
    public long Of(CapacityKind direction) =>
        Amounts.FirstOrDefault(amount => amount.Capacity.Kind == direction)?.Amount ?? 0;
}
