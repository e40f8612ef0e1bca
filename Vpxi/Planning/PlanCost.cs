namespace HiperNet.Vpxi.Planning;

/// <summary>What a plan costs, exactly.</summary>
internal static class PlanCost
{
    /// <summary>The demands and the bandwidths times their prices.</summary>
    public static Int128 Of(
        Substrate substrate, PlanRequest request, ReadOnlySpan<int> hosts, IReadOnlyList<int>[] paths)
    {
        Int128 cost = 0;
        for (int node = 0; node < hosts.Length; node++)
        {
            ReadOnlySpan<long> demand = request.Nodes[node].Demand.Span;
            ReadOnlySpan<long> prices = substrate.Price(hosts[node]);
            for (int i = 0; i < demand.Length; i++)
            {
                cost += (Int128)demand[i] * prices[i];
            }
        }

        for (int link = 0; link < paths.Length; link++)
        {
            foreach (int physical in paths[link])
            {
                cost += (Int128)request.Links[link].Bandwidth * substrate.Links[physical].Price;
            }
        }

        return cost;
    }
}
