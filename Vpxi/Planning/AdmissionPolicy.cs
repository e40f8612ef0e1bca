namespace HiperNet.Vpxi.Planning;

/// <summary>
/// Decides on one request after the other whether its plan is worth its bandwidth to those that come later. While a part
/// u of all bandwidth is in use, a plan takes with about that chance what another request would need. So it may
/// cost up to 1/u times what plans cost usually here, by the bandwidth asked for: what costs more displaces more than it
/// brings. Usual is the mean of the plans that were found, admitted or not; the substrate's shape is in it, and
/// nothing has to be set. Large requests are held to the same measure as small ones. Not for several threads.
/// </summary>
public sealed class AdmissionPolicy
{
    /// <summary>The weight of all earlier plans falls by this part with each new one, so that old ones fade.</summary>
    private const double Fading = 1e-3;

    private double costs;
    private double plain;

    /// <summary>What bandwidth has cost usually, in mean prices of a link; 1 before the first plan.</summary>
    public double Usual => plain > 0 && costs > 0 ? costs / plain : 1;

    /// <summary>Learns what a plan costs, and says whether the request may have it.</summary>
    /// <param name="free">What is free, the plan not taken yet.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="plan">A plan for it.</param>
    public bool Admits(Occupancy free, PlanRequest request, Plan plan)
    {
        ArgumentNullException.ThrowIfNull(free);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(plan);
        Learn(free.Substrate, request, plan);
        return plan.Cost <= Admission.MostCost(free, request, Usual);
    }

    private void Learn(Substrate substrate, PlanRequest request, Plan plan)
    {
        (double cost, double bandwidth, double prices) = (0, 0, 0);
        foreach (SubstrateLink link in substrate.Links)
        {
            prices += link.Price;
        }

        for (int index = 0; index < request.Links.Length; index++)
        {
            bandwidth += request.Links[index].Bandwidth;
            foreach (int physical in plan.Paths[index])
            {
                cost += (double)request.Links[index].Bandwidth * substrate.Links[physical].Price;
            }
        }

        double mean = substrate.Links.Length > 0 ? prices / substrate.Links.Length : 0;
        costs = (costs * (1 - Fading)) + cost;
        plain = (plain * (1 - Fading)) + (bandwidth * mean);
    }
}
