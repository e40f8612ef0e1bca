namespace HiperNet.Vpxi.Planning;

/// <summary>
/// The physical graph that requests are planned onto: what there is, not what of it is free. Immutable. An arc is a
/// link in one direction: arc 2e goes from its <see cref="SubstrateLink.From"/>, arc 2e + 1 the other way.
/// </summary>
public sealed class Substrate
{
    private readonly long[] capacities;
    private readonly long[] prices;
    private readonly SubstrateLink[] links;

    /// <summary>Makes a graph.</summary>
    /// <param name="dimensions">How many numbers describe a node's capacity: cores, memory, storage.</param>
    /// <param name="capacities">The capacities of node 0, then those of node 1, and so on.</param>
    /// <param name="links">The links; several may join the same nodes.</param>
    /// <param name="prices">What a unit of each capacity costs, in the same order; null if nodes cost nothing.</param>
    /// <exception cref="ArgumentException">A number is negative or over its limit, or a link ends nowhere.</exception>
    public Substrate(
        int dimensions, ReadOnlySpan<long> capacities, ReadOnlySpan<SubstrateLink> links, long[]? prices = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimensions, PlanningLimits.Dimensions);
        if (capacities.Length % dimensions != 0 || (prices is not null && prices.Length != capacities.Length))
        {
            throw new ArgumentException(
                "Every node needs each capacity, and a price for each if for any.", nameof(capacities));
        }

        Dimensions = dimensions;
        NodeCount = capacities.Length / dimensions;
        this.capacities = capacities.ToArray();
        this.prices = prices is null ? new long[capacities.Length] : [.. prices];
        this.links = links.ToArray();
        PlanningLimits.Check(NodeCount, PlanningLimits.SubstrateNodes, "nodes of the substrate");
        PlanningLimits.Check(links.Length, PlanningLimits.SubstrateLinks, "links of the substrate");
        PlanningLimits.CheckAmounts(this.capacities, "a node's capacity", PlanningLimits.Capacity);
        PlanningLimits.CheckAmounts(this.prices, "a node's price");
        foreach (SubstrateLink link in this.links)
        {
            Check(link);
        }

        (FirstOut, Outgoing, Heads) = Adjacency();
    }

    /// <summary>How many capacities a node has.</summary>
    public int Dimensions { get; }

    /// <summary>How many nodes there are.</summary>
    public int NodeCount { get; }

    /// <summary>The links, by index.</summary>
    public ReadOnlySpan<SubstrateLink> Links => links;

    /// <summary>For each node where its arcs begin in <see cref="Outgoing"/>; one more at the end.</summary>
    internal int[] FirstOut { get; }

    /// <summary>The arcs that leave each node.</summary>
    internal int[] Outgoing { get; }

    /// <summary>The node to which each arc of <see cref="Outgoing"/> leads.</summary>
    internal int[] Heads { get; }

    /// <summary>A node's capacities.</summary>
    public ReadOnlySpan<long> Capacity(int node) => capacities.AsSpan(node * Dimensions, Dimensions);

    /// <summary>What a unit of each of a node's capacities costs.</summary>
    public ReadOnlySpan<long> Price(int node) => prices.AsSpan(node * Dimensions, Dimensions);

    /// <summary>The node from which an arc leaves.</summary>
    internal int Tail(int arc) => (arc & 1) == 0 ? links[arc >> 1].From : links[arc >> 1].To;

    /// <summary>The node to which an arc leads.</summary>
    internal int Head(int arc) => Tail(arc ^ 1);

    private void Check(SubstrateLink link)
    {
        if ((uint)link.From >= (uint)NodeCount || (uint)link.To >= (uint)NodeCount || link.From == link.To)
        {
            throw new ArgumentException(
                $"A link from {link.From} to {link.To} does not join two of the nodes.", nameof(link));
        }

        if (link.Shared && link.Forward != link.Reverse)
        {
            throw new ArgumentException("A shared link has one bandwidth, not two.", nameof(link));
        }

        PlanningLimits.CheckAmounts([link.Forward, link.Reverse, link.Latency, link.Price], "a number of a link");
    }

    private (int[] First, int[] Outgoing, int[] Heads) Adjacency()
    {
        int[] first = new int[NodeCount + 1];
        foreach (SubstrateLink link in links)
        {
            first[link.From + 1]++;
            first[link.To + 1]++;
        }

        for (int node = 0; node < NodeCount; node++)
        {
            first[node + 1] += first[node];
        }

        int[] next = [.. first];
        int[] outgoing = new int[2 * links.Length];
        int[] heads = new int[2 * links.Length];
        for (int arc = 0; arc < outgoing.Length; arc++)
        {
            int place = next[Tail(arc)]++;
            outgoing[place] = arc;
            heads[place] = Head(arc);
        }

        return (first, outgoing, heads);
    }
}
