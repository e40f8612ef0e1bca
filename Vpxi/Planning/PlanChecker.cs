namespace HiperNet.Vpxi.Planning;

/// <summary>
/// Says what is wrong with a plan, from nothing but the substrate, what is free of it, and the request. Shares no code
/// with the search, and is as simple as it can be.
/// </summary>
public static class PlanChecker
{
    /// <summary>Everything that is wrong, each as a sentence; empty for a plan that may be used.</summary>
    public static IReadOnlyList<string> Check(Occupancy free, PlanRequest request, Plan plan)
    {
        ArgumentNullException.ThrowIfNull(free);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(plan);
        List<string> faults = [];
        if (plan.Hosts.Count != request.Nodes.Length || plan.Paths.Count != request.Links.Length)
        {
            return ["the plan has another number of nodes or links than the request"];
        }

        foreach (int host in plan.Hosts)
        {
            if (host < 0 || host >= free.Substrate.NodeCount)
            {
                return [$"there is no resource {host}"];
            }
        }

        CheckNodes(free, request, plan, faults);
        CheckGroups(request, plan, faults);
        CheckPaths(free, request, plan, faults);
        CheckCost(free.Substrate, request, plan, faults);
        return faults;
    }

    private static void CheckNodes(Occupancy free, PlanRequest request, Plan plan, List<string> faults)
    {
        Dictionary<int, Int128[]> demands = [];
        Dictionary<int, int> tenants = [];
        for (int node = 0; node < request.Nodes.Length; node++)
        {
            int host = plan.Hosts[node];
            VirtualNode wanted = request.Nodes[node];
            if (wanted.Allowed is not null && !wanted.Allowed.Contains(host))
            {
                faults.Add($"node {node} may not be on resource {host}");
            }

            Int128[] sums = demands.TryGetValue(host, out Int128[]? known)
                ? known
                : demands[host] = new Int128[free.Substrate.Dimensions];
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += wanted.Demand.Span[i];
            }

            tenants[host] = tenants.GetValueOrDefault(host) + 1;
        }

        foreach ((int host, Int128[] sums) in demands)
        {
            for (int i = 0; i < sums.Length; i++)
            {
                if (sums[i] > free.Free(host)[i])
                {
                    faults.Add(
                        $"resource {host} has {free.Free(host)[i]} free in dimension {i}, and {sums[i]} is taken");
                }
            }
        }

        CheckAlone(free, request, plan, tenants, faults);
    }

    private static void CheckAlone(
        Occupancy free, PlanRequest request, Plan plan, Dictionary<int, int> tenants, List<string> faults)
    {
        for (int node = 0; node < request.Nodes.Length; node++)
        {
            int host = plan.Hosts[node];
            if (free.IsAlone(host))
            {
                faults.Add($"node {node} is on resource {host}, whose tenant wants it alone");
            }

            if (request.Nodes[node].Exclusive && tenants[host] + free.TenantCount(host) > 1)
            {
                faults.Add($"node {node} wants resource {host} alone");
            }
        }
    }

    private static void CheckGroups(PlanRequest request, Plan plan, List<string> faults)
    {
        for (int index = 0; index < request.Groups.Length; index++)
        {
            PlacementGroup group = request.Groups[index];
            HashSet<int> members = [.. group.Members.ToArray()];
            HashSet<int> places = [];
            foreach (int member in members)
            {
                int host = plan.Hosts[member];
                places.Add(group.Zones is { } zones ? zones.Span[host] : host);
            }

            if (group.Kind == GroupKind.Apart && places.Count < members.Count)
            {
                faults.Add($"group {index} is not apart");
            }

            if (group.Kind == GroupKind.Together && places.Count > 1)
            {
                faults.Add($"group {index} is not together");
            }
        }
    }

    private static void CheckPaths(Occupancy free, PlanRequest request, Plan plan, List<string> faults)
    {
        Dictionary<int, (Int128 Forward, Int128 Reverse)> loads = [];
        for (int link = 0; link < request.Links.Length; link++)
        {
            CheckPath(free.Substrate, request.Links[link], link, plan, loads, faults);
        }

        foreach ((int physical, (Int128 forward, Int128 reverse)) in loads)
        {
            (long freeForward, long freeReverse) = free.FreeBandwidth(physical);
            bool fits = free.Substrate.Links[physical].Shared
                ? forward + reverse <= freeForward
                : forward <= freeForward && reverse <= freeReverse;
            if (!fits)
            {
                faults.Add($"physical link {physical} carries {forward} and {reverse}, more than is free");
            }
        }
    }

    private static void CheckPath(
        Substrate substrate,
        VirtualLink wanted,
        int link,
        Plan plan,
        Dictionary<int, (Int128 Forward, Int128 Reverse)> loads,
        List<string> faults)
    {
        int at = plan.Hosts[wanted.From];
        Int128 latency = 0;
        foreach (int physical in plan.Paths[link])
        {
            if (physical < 0 || physical >= substrate.Links.Length)
            {
                faults.Add($"link {link} goes over {physical}, which is no physical link");
                return;
            }

            SubstrateLink hop = substrate.Links[physical];
            if (hop.From != at && hop.To != at)
            {
                faults.Add($"the path of link {link} breaks at physical link {physical}");
                return;
            }

            if (wanted.Allowed is not null && !wanted.Allowed.Contains(physical))
            {
                faults.Add($"link {link} may not use physical link {physical}");
            }

            (Int128 forward, Int128 reverse) = loads.GetValueOrDefault(physical);
            loads[physical] = hop.From == at
                ? (forward + wanted.Forward, reverse + wanted.Reverse)
                : (forward + wanted.Reverse, reverse + wanted.Forward);
            latency += hop.Latency;
            at = hop.From == at ? hop.To : hop.From;
        }

        if (at != plan.Hosts[wanted.To])
        {
            faults.Add($"the path of link {link} does not end where its node is");
        }

        if (latency > wanted.MaxLatency)
        {
            faults.Add($"link {link} has a latency of {latency}, over {wanted.MaxLatency}");
        }
    }

    private static void CheckCost(Substrate substrate, PlanRequest request, Plan plan, List<string> faults)
    {
        Int128 cost = 0;
        for (int node = 0; node < request.Nodes.Length; node++)
        {
            for (int i = 0; i < substrate.Dimensions; i++)
            {
                cost += (Int128)request.Nodes[node].Demand.Span[i] * substrate.Price(plan.Hosts[node])[i];
            }
        }

        for (int link = 0; link < request.Links.Length; link++)
        {
            foreach (int physical in plan.Paths[link])
            {
                if (physical >= 0 && physical < substrate.Links.Length)
                {
                    Int128 bandwidth = (Int128)request.Links[link].Forward + request.Links[link].Reverse;
                    cost += bandwidth * substrate.Links[physical].Price;
                }
            }
        }

        if (cost != plan.Cost)
        {
            faults.Add($"the plan says that it costs {plan.Cost}, and it costs {cost}");
        }

        if (request.MaxCost is { } most && cost > most)
        {
            faults.Add($"the plan costs {cost}, over {most}");
        }
    }
}
