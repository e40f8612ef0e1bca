namespace HiperNet.Vpxi.Planning;

/// <summary>
/// What bandwidth on each link counts in the search: its price, and a little for its length and its use, so that of
/// paths of one price the shorter one is taken, and of those the one that leaves later requests more room.
/// </summary>
internal static class Weights
{
    /// <summary>How much more a link in full use counts than one that is free, as a part of its price.</summary>
    private const double Congestion = 0.1;

    /// <summary>What a link without a price counts, as a part of the mean price.</summary>
    private const double LeastPrice = 1e-3;

    /// <summary>A number for each link.</summary>
    public static double[] Of(Occupancy occupancy)
    {
        ReadOnlySpan<SubstrateLink> links = occupancy.Substrate.Links;
        double[] weights = new double[links.Length];
        double sum = 0;
        foreach (SubstrateLink link in links)
        {
            sum += link.Price;
        }

        double least = sum > 0 ? LeastPrice * sum / links.Length : 1;
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
}
