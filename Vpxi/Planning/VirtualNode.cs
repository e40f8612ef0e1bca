namespace HiperNet.Vpxi.Planning;

/// <summary>A node that is asked for.</summary>
/// <param name="Demand">How much of each capacity it needs, in the dimensions of the substrate.</param>
/// <param name="Allowed">The resources on which it may be; null for any.</param>
/// <param name="Exclusive">Whether it shares its resource with no other virtual node, of any request.</param>
public sealed record VirtualNode(ReadOnlyMemory<long> Demand, IndexSet? Allowed = null, bool Exclusive = false);
