namespace HiperNet.Vpxi.Planning;

/// <summary>
/// Looks for a virtual link that could not be placed even if it were alone: no path between any two resources that
/// its ends may be on has the bandwidth, or none is quick enough.
/// </summary>
internal sealed class LinkReasons
{
    /// <summary>How many arcs may be looked at; after them no link is blamed.</summary>
    private const long MostSteps = 20_000_000;

    private readonly Occupancy free;
    private readonly Problem problem;
    private readonly PathSearch search;
    private readonly double[] latencies;

    public LinkReasons(Occupancy free, Problem problem)
    {
        (this.free, this.problem) = (free, problem);
        search = new PathSearch(free);
        latencies = new double[free.Substrate.Links.Length];
        for (int link = 0; link < latencies.Length; link++)
        {
            latencies[link] = free.Substrate.Links[link].Latency;
        }
    }

    /// <summary>The first such link; null if there is none, or if that takes too long to find out.</summary>
    public Refusal? First()
    {
        for (int link = 0; link < problem.Links.Length && search.Steps < MostSteps; link++)
        {
            if (OfLink(link) is { } refusal && search.Steps < MostSteps)
            {
                return refusal;
            }
        }

        return null;
    }

    private Refusal? OfLink(int index)
    {
        VirtualLink link = problem.Links[index];
        double least = LeastLatency(link, link.Forward, link.Reverse);
        if (least <= link.MaxLatency)
        {
            return null;
        }

        int name = problem.LinkNames[index];
        if (double.IsFinite(least))
        {
            return new Refusal(
                RefusalKind.NoLatency, name, -1, link.MaxLatency, (Int128)least,
                $"link {name} allows a latency of {link.MaxLatency}; the least of any path with its bandwidth, "
                + $"between resources for its ends, is {(Int128)least}");
        }

        long widest = Widest(link);
        long needed = Math.Max(link.Forward, link.Reverse);
        return widest >= 0
            ? new Refusal(
                RefusalKind.NoBandwidth, name, -1, needed, widest,
                $"link {name} needs a bandwidth of {needed}; between resources for its ends at most {widest} is free")
            : new Refusal(
                RefusalKind.NoBandwidth, name, -1, needed, null,
                $"link {name} has no path between resources for its ends, whatever its bandwidth");
    }

    /// <summary>The least latency between any two possible places of the ends; infinite if there is no path.</summary>
    private double LeastLatency(VirtualLink link, long forward, long reverse)
    {
        bool mustDiffer = problem.MustDiffer(link.From, link.To);
        Flow flow = new(forward, reverse, link.Allowed);
        double least = double.PositiveInfinity;
        for (int source = 0; source < free.Substrate.NodeCount && search.Steps < MostSteps; source++)
        {
            if (!NodeReasons.IsPossible(free, problem, link.From, source))
            {
                continue;
            }

            search.Run(source, flow, latencies, mostDistance: least);
            foreach (int host in search.Settled)
            {
                if ((host != source || !mustDiffer) && NodeReasons.IsPossible(free, problem, link.To, host))
                {
                    least = Math.Min(least, search.Distance(host));
                    break;
                }
            }

            if (least <= link.MaxLatency)
            {
                break;
            }
        }

        return least;
    }

    /// <summary>The largest bandwidth in a direction with which there is a path; -1 if there is none at all.</summary>
    private long Widest(VirtualLink link)
    {
        (long low, long high) = (-1, Math.Max(link.Forward, link.Reverse));
        while (high - low > 1 && search.Steps < MostSteps)
        {
            long middle = low + ((high - low) / 2);
            bool possible = double.IsFinite(
                LeastLatency(link, Math.Min(link.Forward, middle), Math.Min(link.Reverse, middle)));
            (low, high) = possible ? (middle, high) : (low, middle);
        }

        return low;
    }
}
