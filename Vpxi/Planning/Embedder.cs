namespace HiperNet.Vpxi.Planning;

/// <summary>
/// The heuristic search. From many starts it places the most connected node next where that costs least; then it
/// takes some nodes out of the best draft and places them anew, as long as there are steps left.
/// </summary>
internal sealed class Embedder
{
    /// <summary>Which part of the steps goes into different starts; the rest into improving the best.</summary>
    private const double StartShare = 0.5;

    /// <summary>By how much a draft may get worse at first; less and less so.</summary>
    private const double Heat = 0.02;

    /// <summary>How much scores are blurred where nodes are placed anew.</summary>
    private const double Noise = 0.1;

    /// <summary>The most nodes that are taken out at once, beside those that are not placed.</summary>
    private const int MostTaken = 6;

    private readonly Draft draft;
    private readonly Problem problem;
    private readonly PathSearch search;
    private readonly Placer placer;
    private readonly SplitMix random;
    private long steps;
    private long rounds;
    private readonly CancellationToken cancel;
    private readonly Snapshot best;
    private readonly Snapshot before;
    private readonly double[] pull;
    private readonly int[] taken;
    private readonly bool[] isTaken;
    private readonly double leastWeight;

    public Embedder(Draft draft, PlannerOptions options, CancellationToken cancel)
    {
        (this.draft, problem, this.cancel, steps) = (draft, draft.Problem, cancel, options.Steps);
        random = new SplitMix(options.Seed);
        search = new PathSearch(draft.Free);
        placer = new Placer(draft, search, new Router(draft, search), random);
        best = new Snapshot(problem);
        before = new Snapshot(problem);
        pull = new double[problem.NodeCount];
        taken = new int[problem.NodeCount];
        isTaken = new bool[problem.NodeCount];
        leastWeight = draft.Weights.Length == 0 ? 0 : draft.Weights.Min();
    }

    /// <summary>The best that was found; all of it is placed if a plan was.</summary>
    public Snapshot Best => best;

    /// <summary>How many arcs were looked at.</summary>
    public long Steps => search.Steps + rounds;

    public bool IsComplete => best.Placed == problem.NodeCount;

    /// <summary>Searches until the steps are used up, or nothing better is possible.</summary>
    public void Run()
    {
        if (problem.NodeCount == 0)
        {
            best.Keep(draft);
            return;
        }

        MultiStart();
        Improve();
    }

    /// <summary>Goes on from a plan that was found otherwise.</summary>
    /// <param name="found">The plan.</param>
    /// <param name="more">How many arcs more may be looked at.</param>
    public void ImproveFrom(Draft found, long more)
    {
        steps = Steps + more;
        best.Keep(found);
        Improve();
    }

    private bool IsOver(long limit) => Steps >= limit || cancel.IsCancellationRequested;

    private void MultiStart()
    {
        int first = Heaviest();
        int[] starts = Starts(first);
        long limit = (long)(steps * StartShare);
        for (int i = 0; i < starts.Length && !(i > 0 && IsOver(limit)); i++)
        {
            Begin(first, starts[i]);
            if (best.IsBeatenBy(draft))
            {
                best.Keep(draft);
            }

            LiftAll();
        }

        if (best.Placed < 0)
        {
            best.Keep(draft);
        }
    }

    /// <summary>One greedy draft from one start.</summary>
    private void Begin(int first, int host)
    {
        if (!placer.PlaceOn(first, host))
        {
            return;
        }

        Array.Clear(pull);
        Attract(first);
        for (int next = Strongest(); next >= 0; next = Strongest())
        {
            if (best.Placed == problem.NodeCount && draft.Cost >= best.Cost)
            {
                return;
            }

            if (placer.Place(next))
            {
                Attract(next);
            }

            pull[next] = double.NegativeInfinity;
        }
    }

    private int Heaviest()
    {
        int heaviest = 0;
        double most = -1;
        for (int node = 0; node < problem.NodeCount; node++)
        {
            double sum = 0;
            foreach (int link in problem.Near(node))
            {
                sum += problem.Links[link].Bandwidth + 1;
            }

            if (sum > most)
            {
                (heaviest, most) = (node, sum);
            }
        }

        return heaviest;
    }

    private int[] Starts(int first)
    {
        int nodes = draft.Free.Substrate.NodeCount;
        int[] starts = new int[nodes];
        double[] keys = new double[nodes];
        int count = 0;
        for (int host = 0; host < nodes; host++)
        {
            if (draft.Fits(first, host))
            {
                keys[count] = -(double)draft.FreeNear(host) * (0.5 + random.Fraction());
                starts[count++] = host;
            }
        }

        Array.Sort(keys, starts, 0, count);
        return starts[..count];
    }

    private void Attract(int node)
    {
        foreach (int link in problem.Near(node))
        {
            pull[problem.Other(link, node)] += problem.Links[link].Bandwidth + 1;
        }
    }

    private int Strongest()
    {
        int strongest = -1;
        double most = double.NegativeInfinity;
        for (int node = 0; node < problem.NodeCount; node++)
        {
            if (draft.Hosts[node] < 0 && pull[node] > most)
            {
                (strongest, most) = (node, pull[node]);
            }
        }

        return strongest;
    }

    private void LiftAll()
    {
        for (int node = 0; node < problem.NodeCount; node++)
        {
            if (draft.Hosts[node] >= 0)
            {
                draft.Lift(node);
            }
        }
    }

    private void Improve()
    {
        int[] all = [.. Enumerable.Range(0, problem.NodeCount)];
        best.Restore(draft, all);
        double bound = leastWeight * problem.Links.Where((link, _) => problem.MustDiffer(link.From, link.To))
            .Sum(link => (double)link.Bandwidth);
        while (!IsOver(steps) && !(IsComplete && best.Cost <= bound))
        {
            double heat = Heat * (1 - ((double)Steps / steps));
            Renew(heat);
            if (best.IsBeatenBy(draft))
            {
                best.Keep(draft);
            }
        }
    }

    /// <summary>Takes some nodes out and places them anew; goes back if that has made it worse.</summary>
    private void Renew(double heat)
    {
        // Where there is no link to search along this counts as well, so that there is an end.
        rounds += problem.NodeCount + draft.Free.Substrate.NodeCount;
        int count = Choose();
        ReadOnlySpan<int> chosen = taken.AsSpan(0, count);
        before.Keep(draft, chosen);
        foreach (int node in chosen)
        {
            isTaken[node] = false;
            if (draft.Hosts[node] >= 0)
            {
                draft.Lift(node);
            }
        }

        Refill(count);
        bool accept = draft.Placed != before.Placed
            ? draft.Placed > before.Placed
            : draft.Cost <= before.Cost * (1 + (heat * random.Fraction()));
        if (!accept)
        {
            before.Restore(draft, chosen);
        }
    }

    private void Refill(int count)
    {
        Span<int> order = taken.AsSpan(0, count);
        for (int i = 0; i < count; i++)
        {
            // The most connected one next, more or less.
            int next = i;
            double most = -1;
            for (int j = i; j < count; j++)
            {
                double sum = 0;
                foreach (int link in problem.Near(order[j]))
                {
                    sum += draft.Hosts[problem.Other(link, order[j])] >= 0 ? problem.Links[link].Bandwidth + 1 : 0;
                }

                sum *= random.Fraction();
                if (sum > most)
                {
                    (next, most) = (j, sum);
                }
            }

            (order[i], order[next]) = (order[next], order[i]);
            placer.Place(order[i], Noise);
        }
    }

    /// <summary>Nodes that have to do with each other, and those that are not placed.</summary>
    private int Choose()
    {
        int count = 0;
        if (draft.Placed < problem.NodeCount)
        {
            for (int node = 0; node < problem.NodeCount; node++)
            {
                if (draft.Hosts[node] < 0)
                {
                    Take(node, ref count);
                }
            }
        }

        int most = Math.Min(problem.NodeCount, count + 1 + random.Below(MostTaken));
        if (count == 0)
        {
            Take(random.Below(problem.NodeCount), ref count);
        }

        for (int tries = 0; count < most && tries < 4 * MostTaken; tries++)
        {
            int from = taken[random.Below(count)];
            ReadOnlySpan<int> near = problem.Near(from);
            int next = near.Length > 0 && random.Below(4) > 0
                ? problem.Other(near[random.Below(near.Length)], from)
                : random.Below(problem.NodeCount);
            if (!isTaken[next])
            {
                Take(next, ref count);
            }
        }

        return count;
    }

    private void Take(int node, ref int count)
    {
        isTaken[node] = true;
        taken[count++] = node;
    }
}
