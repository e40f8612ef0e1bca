namespace HiperNet.Vpxi.Planning;

/// <summary>What a path must carry, seen from where it starts.</summary>
/// <param name="Away">The bandwidth away from there.</param>
/// <param name="Back">The bandwidth towards it.</param>
/// <param name="Allowed">The links that it may use; null for any.</param>
internal readonly record struct Flow(long Away, long Back, IndexSet? Allowed)
{
    /// <summary>What a virtual link carries, from its one end or from its other.</summary>
    public static Flow Of(VirtualLink link, bool fromItsStart) => fromItsStart
        ? new Flow(link.Forward, link.Reverse, link.Allowed)
        : new Flow(link.Reverse, link.Forward, link.Allowed);
}
