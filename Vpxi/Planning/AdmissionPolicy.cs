namespace HiperNet.Vpxi.Planning;

/// <summary>
/// Decides on one request after the other whether its plan is worth what it takes from those that come later. A plan
/// takes a part of all bandwidth and of each capacity; while a part u of one of them is in use, what is taken of it
/// is missing to another request with about that chance. Part times u, summed, is what a plan displaces. What it
/// brings is what the request would take on the usual paths. A plan that displaces more than it brings is refused:
/// one with long paths where much is in use. As each request counts as one, what it brings grows less than its size,
/// so of those that are much larger than the mean more are refused. Paths and sizes are compared with those of the
/// requests that plans were found for, admitted or not: the shape of the substrate is in them, and nothing has to
/// be set. Cf. implied costs (Kelly, Loss Networks, 1991). Not for several threads.
/// </summary>
public sealed class AdmissionPolicy
{
    /// <summary>With which power of its size a request counts: 1 would be by its size, 0 each the same.</summary>
    private const double SizePower = 0.7;

    /// <summary>The weight of all earlier plans falls by this part with each new one, so that old ones fade.</summary>
    private const double Fading = 1e-3;

    private double taken;
    private double asked;
    private double sizes;
    private double count;

    /// <summary>How many hops a path has usually, weighted by bandwidth; 1 as long as nothing is known.</summary>
    public double UsualHops => asked > 0 && taken > 0 ? taken / asked : 1;

    /// <summary>Learns from a plan, and says whether the request may have it.</summary>
    /// <param name="free">What is free, the plan not taken yet.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="plan">A plan for it.</param>
    public bool Admits(Occupancy free, PlanRequest request, Plan plan)
    {
        ArgumentNullException.ThrowIfNull(free);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(plan);
        (double bandwidth, double onPaths) = Bandwidth(request, plan);
        taken = (taken * (1 - Fading)) + onPaths;
        asked = (asked * (1 - Fading)) + bandwidth;
        (double size, double displaced) = Nodes(free, request);
        (double all, double used) = Links(free);
        if (all > 0)
        {
            size += bandwidth * UsualHops / all;
            displaced += onPaths / all * (used / all);
        }

        sizes = (sizes * (1 - Fading)) + size;
        count = (count * (1 - Fading)) + 1;
        return displaced <= Math.Pow(size, SizePower) * Math.Pow(sizes / count, 1 - SizePower);
    }

    private static (double Asked, double OnPaths) Bandwidth(PlanRequest request, Plan plan)
    {
        (double asked, double onPaths) = (0, 0);
        for (int index = 0; index < request.Links.Length; index++)
        {
            asked += request.Links[index].Bandwidth;
            onPaths += (double)request.Links[index].Bandwidth * plan.Paths[index].Count;
        }

        return (asked, onPaths);
    }

    /// <summary>The parts of all capacities that a request takes, and the same times the parts in use.</summary>
    private static (double Size, double Displaced) Nodes(Occupancy free, PlanRequest request)
    {
        Substrate substrate = free.Substrate;
        (double size, double displaced) = (0, 0);
        for (int dimension = 0; dimension < substrate.Dimensions; dimension++)
        {
            (double all, double unused, double demand) = (0, 0, 0);
            for (int host = 0; host < substrate.NodeCount; host++)
            {
                all += substrate.Capacity(host)[dimension];
                unused += free.Free(host)[dimension];
            }

            foreach (VirtualNode node in request.Nodes)
            {
                demand += node.Demand.Span[dimension];
            }

            if (all > 0)
            {
                size += demand / all;
                displaced += demand / all * (1 - (unused / all));
            }
        }

        return (size, displaced);
    }

    private static (double All, double Used) Links(Occupancy free)
    {
        (double all, double used) = (0, 0);
        for (int index = 0; index < free.Substrate.Links.Length; index++)
        {
            SubstrateLink link = free.Substrate.Links[index];
            (long forward, long reverse) = free.FreeBandwidth(index);
            all += link.Shared ? link.Forward : (double)link.Forward + link.Reverse;
            used += link.Shared ? link.Forward - forward : (double)link.Forward - forward + link.Reverse - reverse;
        }

        return (all, used);
    }
}
