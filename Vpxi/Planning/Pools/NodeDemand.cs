using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>What a virtual node asks for, at a known time.</summary>
/// <param name="Node">The node.</param>
/// <param name="Window">When.</param>
/// <param name="Amounts">How much of what.</param>
/// <param name="Users">Who uses it: the users that it names, otherwise who asks.</param>
internal sealed record NodeDemand(
    Node Node, TimeWindow Window, IReadOnlyList<TimedAmount> Amounts, IReadOnlyList<string> Users)
{
    /// <summary>Whether it asks for hardware that nobody else has.</summary>
    public bool Alone => Sharing.IsAlone(Node);
}
