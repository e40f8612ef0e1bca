namespace HiperNet.Vpxi.Planning;

/// <summary>
/// What bandwidth on each link and capacity of each node count in the search: the price, and a little for what is in
/// use already, so that of plans of nearly one price the one is taken that leaves later requests more room.
/// </summary>
internal static class Weights
{
    /// <summary>How much more a link in full use counts than one that is free, as a part of its price.</summary>
    private const double Congestion = 0.1;

    /// <summary>What a link without a price counts, as a part of the mean price.</summary>
    private const double LeastPrice = 1e-3;

    /// <summary>
    /// What a capacity counts beside its price where it is as scarce as anywhere, as a part of what the bandwidth costs
    /// that the substrate has for each unit of the capacity.
    /// </summary>
    private const double Crowding = 0.1;

    /// <summary>How much scarcer than anywhere a capacity may count.</summary>
    private const double MostScarce = 3;

    /// <summary>
    /// A number for each capacity of each node: its price, and more where it is scarce. It is scarce where little of it
    /// is free for the bandwidth that is free around it: that bandwidth could no longer be reached. So what needs
    /// little bandwidth goes to where there is little, and leaves the well connected nodes to what needs them.
    /// </summary>
    public static double[] OfNodes(Occupancy occupancy)
    {
        Substrate substrate = occupancy.Substrate;
        int dimensions = substrate.Dimensions;
        double[] rates = new double[substrate.NodeCount * dimensions];
        double bandwidth = 0;
        foreach (SubstrateLink link in substrate.Links)
        {
            bandwidth += link.Shared ? link.Forward : (double)link.Forward + link.Reverse;
        }

        // Shared among the capacities, so that a node with many of them does not outweigh the paths.
        double worth = Crowding * bandwidth * MeanPrice(substrate) / dimensions;
        double[] near = NearParts(occupancy);
        for (int dimension = 0; dimension < dimensions; dimension++)
        {
            (double all, double free) = (0, 0);
            for (int node = 0; node < substrate.NodeCount; node++)
            {
                all += substrate.Capacity(node)[dimension];
                free += occupancy.Free(node)[dimension];
            }

            for (int node = 0; node < substrate.NodeCount; node++)
            {
                double here = occupancy.Free(node)[dimension];
                double scarcity = here > 0 ? Math.Min(MostScarce, near[node] * free / here) : MostScarce;
                rates[(node * dimensions) + dimension] =
                    substrate.Price(node)[dimension] + (all > 0 ? scarcity * worth / all : 0);
            }
        }

        return rates;
    }

    /// <summary>A number for each link.</summary>
    public static double[] Of(Occupancy occupancy)
    {
        ReadOnlySpan<SubstrateLink> links = occupancy.Substrate.Links;
        double[] weights = new double[links.Length];
        double mean = MeanPrice(occupancy.Substrate);
        double least = mean > 0 ? LeastPrice * mean : 1;
        for (int index = 0; index < weights.Length; index++)
        {
            SubstrateLink link = links[index];
            (long forward, long reverse) = occupancy.FreeBandwidth(index);
            double all = (double)link.Forward + link.Reverse;
            double used = all > 0 ? 1 - (((double)forward + reverse) / all) : 1;
            weights[index] = Math.Max(link.Price, least) * (1 + (Congestion * used));
        }

        return weights;
    }

    /// <summary>For each node which part of the free bandwidth around all nodes is around it.</summary>
    private static double[] NearParts(Occupancy occupancy)
    {
        double[] parts = new double[occupancy.Substrate.NodeCount];
        ReadOnlySpan<SubstrateLink> links = occupancy.Substrate.Links;
        double all = 0;
        for (int link = 0; link < links.Length; link++)
        {
            (long forward, long reverse) = occupancy.FreeBandwidth(link);
            double both = links[link].Shared ? forward : (double)forward + reverse;
            parts[links[link].From] += both;
            parts[links[link].To] += both;
            all += 2 * both;
        }

        for (int node = 0; node < parts.Length && all > 0; node++)
        {
            parts[node] /= all;
        }

        return parts;
    }

    private static double MeanPrice(Substrate substrate)
    {
        double sum = 0;
        foreach (SubstrateLink link in substrate.Links)
        {
            sum += link.Price;
        }

        return substrate.Links.Length > 0 ? sum / substrate.Links.Length : 0;
    }
}
