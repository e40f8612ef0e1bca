namespace HiperNet.Vpxi.Planning;

/// <summary>Replays a stream: requests come, are planned and placed or refused, and go again.</summary>
public static class StreamReplay
{
    private const double Percentile = 0.99;

    /// <summary>Replays a stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="options">How.</param>
    /// <param name="cancel">Ends it early, with an exception.</param>
    /// <exception cref="InvalidOperationException">A plan does not pass <see cref="PlanChecker"/>: a bug.</exception>
    public static ReplayFigures Run(RequestStream stream, ReplayOptions options, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Load, nameof(options));
        Occupancy occupancy = new(stream.Substrate);
        AdmissionPolicy? policy = options.Admission ? new AdmissionPolicy() : null;
        PriorityQueue<(PlanRequest Request, Plan Plan), double> live = new();
        List<TimeSpan> times = new(stream.Requests.Count);
        (int accepted, int costly, double asked, double revenue, double cost) = (0, 0, 0, 0, 0);
        foreach (StreamRequest arrival in stream.Requests)
        {
            cancel.ThrowIfCancellationRequested();
            double now = arrival.Arrival / options.Load;
            while (live.TryPeek(out (PlanRequest Request, Plan Plan) gone, out double end) && end <= now)
            {
                live.Dequeue();
                occupancy.Return(gone.Request, gone.Plan);
            }

            asked += arrival.Lifetime * Revenue(arrival.Request);
            PlanResult result = Timed(occupancy, arrival.Request, options, policy, times);
            costly += result.Refusal?.Kind == RefusalKind.TooCostly ? 1 : 0;
            if (result.Plan is not { } plan)
            {
                continue;
            }

            accepted++;
            Verify(occupancy, arrival.Request, plan);
            occupancy.Take(arrival.Request, plan);
            live.Enqueue((arrival.Request, plan), now + arrival.Lifetime);
            revenue += arrival.Lifetime * Revenue(arrival.Request);
            cost += arrival.Lifetime * Cost(arrival.Request, plan);
        }

        times.Sort();
        return new ReplayFigures(
            stream.Requests.Count, accepted, costly, cost > 0 ? revenue / cost : 1, Mean(times), At(times, Percentile),
            At(times, 1))
        {
            VolumeRatio = asked > 0 ? revenue / asked : 1,
        };
    }

    private static PlanResult Timed(
        Occupancy occupancy,
        PlanRequest request,
        ReplayOptions options,
        AdmissionPolicy? policy,
        List<TimeSpan> times)
    {
        long start = options.Time.GetTimestamp();
        PlanResult result = Planner.Plan(occupancy, request, options.Planner);
        if (result.Plan is { } plan && policy?.Admits(occupancy, request, plan) == false)
        {
            result = new PlanResult(null, Reasons.Displaces(plan.Cost), result.Steps);
        }

        times.Add(options.Time.GetElapsedTime(start));
        return result;
    }

    private static void Verify(Occupancy occupancy, PlanRequest request, Plan plan)
    {
        IReadOnlyList<string> faults = PlanChecker.Check(occupancy, request, plan);
        if (faults.Count > 0)
        {
            throw new InvalidOperationException($"a plan is wrong: {faults[0]}");
        }
    }

    private static double Revenue(PlanRequest request)
    {
        double sum = 0;
        foreach (VirtualNode node in request.Nodes)
        {
            sum += node.Demand.Span[0];
        }

        foreach (VirtualLink link in request.Links)
        {
            sum += link.Bandwidth;
        }

        return sum;
    }

    private static double Cost(PlanRequest request, Plan plan)
    {
        double sum = 0;
        foreach (VirtualNode node in request.Nodes)
        {
            sum += node.Demand.Span[0];
        }

        for (int link = 0; link < request.Links.Length; link++)
        {
            sum += (double)request.Links[link].Bandwidth * plan.Paths[link].Count;
        }

        return sum;
    }

    private static TimeSpan Mean(List<TimeSpan> times) => times.Count == 0
        ? TimeSpan.Zero
        : TimeSpan.FromTicks(times.Sum(time => time.Ticks) / times.Count);

    private static TimeSpan At(List<TimeSpan> sorted, double part) => sorted.Count == 0
        ? TimeSpan.Zero
        : sorted[Math.Clamp((int)Math.Ceiling(part * sorted.Count) - 1, 0, sorted.Count - 1)];
}
