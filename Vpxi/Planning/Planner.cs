namespace HiperNet.Vpxi.Planning;

/// <summary>
/// Plans requests: which resource each virtual node is on, and which path each virtual link takes, all of it or
/// nothing. The same question with the same seed has the same answer.
/// </summary>
public static class Planner
{
    /// <summary>Plans one request. What is free is not changed; <see cref="Occupancy.Take"/> does that.</summary>
    /// <param name="free">What of the substrate is free.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="options">How long to look for it; null for the defaults.</param>
    /// <param name="cancel">Ends the search early, with the best plan so far.</param>
    /// <exception cref="ArgumentException">The request is not one for this substrate: other dimensions.</exception>
    public static PlanResult Plan(
        Occupancy free, PlanRequest request, PlannerOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(free);
        ArgumentNullException.ThrowIfNull(request);
        options ??= new PlannerOptions();
        request.CheckAgainst(free.Substrate);
        Problem? problem = Problem.Of(request, free.Substrate, out int contradiction);
        if (problem is null)
        {
            return new PlanResult(null, Reasons.Contradiction(contradiction), 0);
        }

        if (NodeReasons.First(free, problem) is { } refusal)
        {
            return new PlanResult(null, refusal, 0);
        }

        Embedder embedder = new(new Draft(new Occupancy(free), problem, Weights.Of(free)), options, cancel);
        embedder.Run();
        if (embedder.IsComplete)
        {
            return Priced(Made(free.Substrate, problem, embedder.Best), request, embedder.Steps);
        }

        return Complete(free, embedder, problem, options, cancel);
    }

    /// <summary>Nothing was found: is there a plan at all, and if not, why?</summary>
    private static PlanResult Complete(
        Occupancy free, Embedder embedder, Problem problem, PlannerOptions options, CancellationToken cancel)
    {
        CompleteSearch search = new(
            new Draft(new Occupancy(free), problem, Weights.Of(free)), options.CompleteSteps, cancel);
        if (search.Run())
        {
            embedder.ImproveFrom(search.Draft, options.Steps);
            Plan plan = Made(free.Substrate, problem, embedder.Best);
            return Priced(plan, problem.Request, embedder.Steps + search.Steps);
        }

        Refusal? link = options.Explain ? new LinkReasons(free, problem).First() : null;
        return new PlanResult(null, link ?? Reasons.Rest(search.IsCertain), embedder.Steps + search.Steps);
    }

    private static PlanResult Priced(Plan plan, PlanRequest request, long steps) =>
        request.MaxCost is { } most && plan.Cost > most
            ? new PlanResult(null, Reasons.TooCostly(most, plan.Cost), steps)
            : new PlanResult(plan, null, steps);

    private static Plan Made(Substrate substrate, Problem problem, Snapshot found)
    {
        int[] hosts = new int[problem.NodeOf.Length];
        for (int node = 0; node < hosts.Length; node++)
        {
            hosts[node] = found.Host(problem.NodeOf[node]);
        }

        IReadOnlyList<int>[] paths = new IReadOnlyList<int>[problem.Request.Links.Length];
        Array.Fill(paths, []);
        for (int link = 0; link < problem.Links.Length; link++)
        {
            IReadOnlyList<int> arcs = found.Path(link);
            int[] path = new int[arcs.Count];
            for (int i = 0; i < path.Length; i++)
            {
                path[i] = arcs[i] >> 1;
            }

            paths[problem.LinkNames[link]] = path;
        }

        return new Plan(hosts, paths, PlanCost.Of(substrate, problem.Request, hosts, paths));
    }
}
