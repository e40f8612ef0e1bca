namespace HiperNet.Vpxi.Planning;

/// <summary>Finds the cheapest path of one virtual link whose ends are placed, within its latency.</summary>
internal sealed class Router
{
    /// <summary>How often a price of latency is tried that brings a cheaper path within the limit.</summary>
    private const int Attempts = 6;

    private readonly Draft draft;
    private readonly PathSearch search;
    private readonly double[] latencies;
    private readonly double[] mixed;
    private readonly List<int> spare = [];

    public Router(Draft draft, PathSearch search)
    {
        (this.draft, this.search) = (draft, search);
        ReadOnlySpan<SubstrateLink> links = draft.Free.Substrate.Links;
        latencies = new double[links.Length];
        mixed = new double[links.Length];
        for (int link = 0; link < links.Length; link++)
        {
            latencies[link] = links[link].Latency;
        }
    }

    /// <summary>For each physical link its latency.</summary>
    public double[] Latencies => latencies;

    /// <summary>Finds a path, and takes its bandwidth; false if there is none.</summary>
    public bool Route(int link)
    {
        VirtualLink wanted = draft.Problem.Links[link];
        int source = draft.Hosts[wanted.From];
        int target = draft.Hosts[wanted.To];
        List<int> path = draft.Paths[link];
        path.Clear();
        if (source != target && !Find(wanted, source, target, path))
        {
            return false;
        }

        draft.Route(link);
        return true;
    }

    private bool Find(VirtualLink wanted, int source, int target, List<int> path)
    {
        Flow flow = Flow.Of(wanted, fromItsStart: true);
        if (!search.Run(source, flow, draft.Weights, target))
        {
            return false;
        }

        search.Trace(target, path);
        if (wanted.MaxLatency == VirtualLink.AnyLatency || Sum(path, latencies) <= wanted.MaxLatency)
        {
            return true;
        }

        return FindWithin(wanted, source, target, path);
    }

    /// <summary>
    /// The cheapest path takes too long. Between it and the quickest one Lagrange's multiplier leads to cheap paths
    /// within the limit (LARAC; Juttner et al. 2001).
    /// </summary>
    private bool FindWithin(VirtualLink wanted, int source, int target, List<int> path)
    {
        Flow flow = Flow.Of(wanted, fromItsStart: true);
        (double cheapCost, double cheapTime) = (Sum(path, draft.Weights), Sum(path, latencies));
        path.Clear();
        if (!search.Run(source, flow, latencies, target, mostDistance: wanted.MaxLatency))
        {
            return false;
        }

        search.Trace(target, path);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            (double cost, double time) = (Sum(path, draft.Weights), Sum(path, latencies));
            double price = (cost - cheapCost) / (cheapTime - time);
            if (price <= 0 || !double.IsFinite(price))
            {
                break;
            }

            Mix(price);
            spare.Clear();
            search.Run(source, flow, mixed, target);
            search.Trace(target, spare);
            (double newCost, double newTime) = (Sum(spare, draft.Weights), Sum(spare, latencies));
            if (newTime > wanted.MaxLatency)
            {
                if (newCost <= cheapCost)
                {
                    break;
                }

                (cheapCost, cheapTime) = (newCost, newTime);
            }
            else if (newCost < cost)
            {
                path.Clear();
                path.AddRange(spare);
            }
            else
            {
                break;
            }
        }

        return true;
    }

    private void Mix(double price)
    {
        for (int link = 0; link < mixed.Length; link++)
        {
            mixed[link] = draft.Weights[link] + (price * latencies[link]);
        }
    }

    private static double Sum(List<int> path, double[] numbers)
    {
        double sum = 0;
        foreach (int arc in path)
        {
            sum += numbers[arc >> 1];
        }

        return sum;
    }
}
