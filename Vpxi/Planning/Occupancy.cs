namespace HiperNet.Vpxi.Planning;

/// <summary>
/// What of a substrate is free: capacities, bandwidth, and who is alone. Changes as plans are taken and given back.
/// </summary>
public sealed class Occupancy
{
    /// <summary>Everything is free.</summary>
    public Occupancy(Substrate substrate)
    {
        Substrate = substrate;
        FreeNodes = new long[substrate.NodeCount * substrate.Dimensions];
        for (int node = 0; node < substrate.NodeCount; node++)
        {
            substrate.Capacity(node).CopyTo(FreeNodes.AsSpan(node * substrate.Dimensions));
        }

        FreeArcs = new long[2 * substrate.Links.Length];
        for (int link = 0; link < substrate.Links.Length; link++)
        {
            FreeArcs[2 * link] = substrate.Links[link].Forward;
            FreeArcs[(2 * link) + 1] = substrate.Links[link].Reverse;
        }

        Tenants = new int[substrate.NodeCount];
        Alone = new bool[substrate.NodeCount];
    }

    /// <summary>A copy that changes by itself.</summary>
    public Occupancy(Occupancy other)
    {
        Substrate = other.Substrate;
        FreeNodes = [.. other.FreeNodes];
        FreeArcs = [.. other.FreeArcs];
        Tenants = [.. other.Tenants];
        Alone = [.. other.Alone];
    }

    /// <summary>Of what it says what is free.</summary>
    public Substrate Substrate { get; }

    /// <summary>For each node each capacity.</summary>
    internal long[] FreeNodes { get; }

    /// <summary>For each arc its bandwidth; both arcs of a shared link hold the same number.</summary>
    internal long[] FreeArcs { get; }

    /// <summary>How many virtual nodes each node has.</summary>
    internal int[] Tenants { get; }

    /// <summary>Whether a node's virtual node wants no other beside it.</summary>
    internal bool[] Alone { get; }

    /// <summary>How much of each capacity of a node is free.</summary>
    public ReadOnlySpan<long> Free(int node) =>
        FreeNodes.AsSpan(node * Substrate.Dimensions, Substrate.Dimensions);

    /// <summary>The free bandwidth of a link, of both directions if it is shared.</summary>
    public (long Forward, long Reverse) FreeBandwidth(int link) => (FreeArcs[2 * link], FreeArcs[(2 * link) + 1]);

    /// <summary>How many virtual nodes a node has.</summary>
    public int TenantCount(int node) => Tenants[node];

    /// <summary>Whether a node's virtual node wants no other beside it.</summary>
    public bool IsAlone(int node) => Alone[node];

    /// <summary>Sets what is free of a node, for instance from its bookings.</summary>
    /// <param name="node">The node.</param>
    /// <param name="free">Each capacity, at most that of the substrate.</param>
    /// <param name="tenants">How many virtual nodes are on it.</param>
    /// <param name="alone">Whether one of them shares it with no other.</param>
    public void SetNode(int node, ReadOnlySpan<long> free, int tenants, bool alone)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tenants);
        if (free.Length != Substrate.Dimensions)
        {
            throw new ArgumentException("A node needs each of its capacities.", nameof(free));
        }

        for (int i = 0; i < free.Length; i++)
        {
            CheckFree(free[i], Substrate.Capacity(node)[i]);
        }

        free.CopyTo(FreeNodes.AsSpan(node * Substrate.Dimensions));
        (Tenants[node], Alone[node]) = (tenants, alone);
    }

    /// <summary>Sets the free bandwidth of a link; the same number twice if it is shared.</summary>
    public void SetLink(int link, long forward, long reverse)
    {
        SubstrateLink limits = Substrate.Links[link];
        CheckFree(forward, limits.Forward);
        CheckFree(reverse, limits.Reverse);
        if (limits.Shared && forward != reverse)
        {
            throw new ArgumentException("A shared link has one bandwidth, not two.", nameof(reverse));
        }

        (FreeArcs[2 * link], FreeArcs[(2 * link) + 1]) = (forward, reverse);
    }

    /// <summary>Takes what a plan uses. The plan must be one for what is free now.</summary>
    public void Take(PlanRequest request, Plan plan) => Apply(request, plan, 1);

    /// <summary>Gives back what a plan has taken.</summary>
    public void Return(PlanRequest request, Plan plan) => Apply(request, plan, -1);

    /// <summary>Takes bandwidth from a link; a negative amount gives it back.</summary>
    internal void TakeArc(int arc, long along, long against)
    {
        if (Substrate.Links[arc >> 1].Shared)
        {
            along += against;
            against = along;
        }

        FreeArcs[arc] -= along;
        FreeArcs[arc ^ 1] -= against;
    }

    private static void CheckFree(long free, long capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(free);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(free, capacity);
    }

    private void Apply(PlanRequest request, Plan plan, int sign)
    {
        for (int index = 0; index < request.Nodes.Length; index++)
        {
            int host = plan.Hosts[index];
            ReadOnlySpan<long> demand = request.Nodes[index].Demand.Span;
            for (int i = 0; i < demand.Length; i++)
            {
                FreeNodes[(host * Substrate.Dimensions) + i] -= sign * demand[i];
            }

            Tenants[host] += sign;
            Alone[host] = sign > 0 ? Alone[host] || request.Nodes[index].Exclusive : Alone[host] && Tenants[host] > 0;
        }

        for (int index = 0; index < request.Links.Length; index++)
        {
            VirtualLink link = request.Links[index];
            int at = plan.Hosts[link.From];
            foreach (int physical in plan.Paths[index])
            {
                int arc = 2 * physical + (Substrate.Links[physical].From == at ? 0 : 1);
                TakeArc(arc, sign * link.Forward, sign * link.Reverse);
                at = Substrate.Head(arc);
            }
        }
    }
}
