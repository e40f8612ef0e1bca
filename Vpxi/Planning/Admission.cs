namespace HiperNet.Vpxi.Planning;

/// <summary>
/// A policy for streams of requests: what one may cost where later ones want room too. While little is in use
/// everything may be placed that fits; the fuller the links, the shorter the paths that are worth their bandwidth.
/// </summary>
public static class Admission
{
    /// <summary>
    /// The most that a request may cost: its nodes where they cost most, and for its links 1/u times their bandwidth at
    /// the mean price of a link, u being the part of all bandwidth that is in use. So a path may have ten hops while a
    /// tenth is in use, and two while a half is.
    /// </summary>
    /// <param name="free">What is free.</param>
    /// <param name="request">What is asked for.</param>
    /// <returns>A cost for <see cref="PlanRequest.MaxCost"/>.</returns>
    public static Int128 MostCost(Occupancy free, PlanRequest request)
    {
        ArgumentNullException.ThrowIfNull(free);
        ArgumentNullException.ThrowIfNull(request);
        Int128 bandwidth = 0;
        foreach (VirtualLink link in request.Links)
        {
            bandwidth += link.Bandwidth;
        }

        (Int128 all, Int128 used, Int128 prices) = Use(free);
        if (used == 0 || bandwidth == 0)
        {
            return Int128.MaxValue;
        }

        int links = free.Substrate.Links.Length;
        double most = (double)bandwidth * ((double)prices / links) * ((double)all / (double)used);
        return NodeCost(free.Substrate, request) + (Int128)most;
    }

    private static (Int128 All, Int128 Used, Int128 Prices) Use(Occupancy free)
    {
        (Int128 all, Int128 used, Int128 prices) = (0, 0, 0);
        for (int index = 0; index < free.Substrate.Links.Length; index++)
        {
            SubstrateLink link = free.Substrate.Links[index];
            (long forward, long reverse) = free.FreeBandwidth(index);
            all += link.Shared ? link.Forward : link.Forward + link.Reverse;
            used += link.Shared ? link.Forward - forward : link.Forward - forward + link.Reverse - reverse;
            prices += link.Price;
        }

        return (all, used, prices);
    }

    private static Int128 NodeCost(Substrate substrate, PlanRequest request)
    {
        long[] highest = new long[substrate.Dimensions];
        for (int host = 0; host < substrate.NodeCount; host++)
        {
            for (int i = 0; i < highest.Length; i++)
            {
                highest[i] = Math.Max(highest[i], substrate.Price(host)[i]);
            }
        }

        Int128 cost = 0;
        foreach (VirtualNode node in request.Nodes)
        {
            for (int i = 0; i < highest.Length; i++)
            {
                cost += (Int128)node.Demand.Span[i] * highest[i];
            }
        }

        return cost;
    }
}
