namespace HiperNet.Vpxi.Planning;

/// <summary>
/// Places one node where its links to what is placed already cost least: bandwidth times length, summed over the
/// neighbours, by searches from their resources.
/// </summary>
internal sealed class Placer
{
    /// <summary>How many of the best resources are tried before a node counts as not placeable for now.</summary>
    private const int Candidates = 4;

    /// <summary>Searches stop here first; if the neighbours' surroundings have nothing in common, they go on.</summary>
    private const int NearbyNodes = 64;

    private readonly Draft draft;
    private readonly PathSearch search;
    private readonly Router router;
    private readonly SplitMix random;
    private readonly double[] scores;
    private readonly int[] counts;
    private readonly int[] stamps;
    private readonly int[] quick;
    private readonly double[] bestScores = new double[Candidates];
    private readonly int[] best = new int[Candidates];
    private int bestCount;
    private int stamp;
    private int quickStamp;

    public Placer(Draft draft, PathSearch search, Router router, SplitMix random)
    {
        (this.draft, this.search, this.router, this.random) = (draft, search, router, random);
        int nodes = draft.Free.Substrate.NodeCount;
        scores = new double[nodes];
        counts = new int[nodes];
        stamps = new int[nodes];
        quick = new int[nodes];
    }

    /// <summary>Places a node and routes its links to what is placed; if it fails nothing is changed.</summary>
    /// <param name="node">The node.</param>
    /// <param name="noise">By how much of itself a score is blurred, so that another try goes another way.</param>
    public bool Place(int node, double noise = 0)
    {
        int neighbours = 0;
        foreach (int link in draft.Problem.Near(node))
        {
            neighbours += draft.Hosts[draft.Problem.Other(link, node)] >= 0 ? 1 : 0;
        }

        if (neighbours == 0)
        {
            RankAll(node);
            return TryBest(node);
        }

        int all = draft.Free.Substrate.NodeCount;
        RankNear(node, NearbyNodes, noise);
        if (TryBest(node))
        {
            return true;
        }

        if (all <= NearbyNodes)
        {
            return false;
        }

        RankNear(node, all, noise);
        return TryBest(node);
    }

    /// <summary>Places a node on a given resource, and routes its links; false if that fails.</summary>
    public bool PlaceOn(int node, int host)
    {
        draft.Put(node, host);
        foreach (int link in draft.Problem.Near(node))
        {
            if (draft.Hosts[draft.Problem.Other(link, node)] >= 0 && !router.Route(link))
            {
                draft.Lift(node);
                return false;
            }
        }

        return true;
    }

    private bool TryBest(int node)
    {
        for (int i = 0; i < bestCount; i++)
        {
            if (PlaceOn(node, best[i]))
            {
                return true;
            }
        }

        return false;
    }

    private void RankAll(int node)
    {
        bestCount = 0;
        int nodes = draft.Free.Substrate.NodeCount;
        for (int host = 0; host < nodes; host++)
        {
            if (draft.Fits(node, host))
            {
                // Room around it is what its neighbours will need.
                Offer(host, (draft.NodeCost(node, host) + 1) * (1 + random.Fraction()) / (1.0 + draft.FreeNear(host)));
            }
        }
    }

    private void RankNear(int node, int mostSettled, double noise)
    {
        stamp++;
        bestCount = 0;
        int asked = 0;
        foreach (int link in draft.Problem.Near(node))
        {
            int other = draft.Problem.Other(link, node);
            if (draft.Hosts[other] < 0)
            {
                continue;
            }

            if (!Collect(draft.Problem.Links[link], other, asked++, mostSettled))
            {
                return;
            }
        }

        foreach (int host in search.Settled)
        {
            if (stamps[host] == stamp && counts[host] == asked && draft.Fits(node, host))
            {
                double blur = noise > 0 ? 1 + (noise * random.Fraction()) : 1;
                Offer(host, (scores[host] + draft.NodeCost(node, host)) * blur);
            }
        }
    }

    /// <summary>Adds a link's lengths to the scores of what all links before it have reached.</summary>
    private bool Collect(VirtualLink link, int placed, int asked, int mostSettled)
    {
        int source = draft.Hosts[placed];
        Flow flow = Flow.Of(link, fromItsStart: link.From == placed);
        bool limited = link.MaxLatency != VirtualLink.AnyLatency;
        if (limited)
        {
            quickStamp++;
            search.Run(
                source, flow, router.Latencies, mostSettled: mostSettled, mostDistance: link.MaxLatency);
            foreach (int host in search.Settled)
            {
                quick[host] = quickStamp;
            }
        }

        search.Run(source, flow, draft.Weights, mostSettled: mostSettled);
        bool any = false;
        foreach (int host in search.Settled)
        {
            if (limited && quick[host] != quickStamp)
            {
                continue;
            }

            double score = link.Bandwidth * search.Distance(host);
            if (asked == 0)
            {
                (stamps[host], counts[host], scores[host]) = (stamp, 1, score);
                any = true;
            }
            else if (stamps[host] == stamp && counts[host] == asked)
            {
                counts[host]++;
                scores[host] += score;
                any = true;
            }
        }

        return any;
    }

    private void Offer(int host, double score)
    {
        int at = bestCount < Candidates ? bestCount++ : Candidates;
        while (at > 0 && bestScores[at - 1] > score)
        {
            at--;
            if (at + 1 < Candidates)
            {
                (bestScores[at + 1], best[at + 1]) = (bestScores[at], best[at]);
            }
        }

        if (at < Candidates)
        {
            (bestScores[at], best[at]) = (score, host);
        }
    }
}
