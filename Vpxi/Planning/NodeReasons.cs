namespace HiperNet.Vpxi.Planning;

/// <summary>What rules a request out before any search, because of its nodes alone.</summary>
internal static class NodeReasons
{
    /// <summary>The first requirement that fails; null if none does.</summary>
    public static Refusal? First(Occupancy free, Problem problem)
    {
        for (int node = 0; node < problem.NodeCount; node++)
        {
            if (OfNode(free, problem, node) is { } refusal)
            {
                return refusal;
            }
        }

        return OfGroups(free, problem) ?? OfSums(free, problem);
    }

    /// <summary>Whether a resource is free enough for a node, as far as capacities, filter and neighbours go.</summary>
    public static bool IsPossible(Occupancy free, Problem problem, int node, int host) =>
        problem.Allowed[node]?.Contains(host) != false && IsAlone(free, problem, node, host)
            && Lacking(free.Free(host), problem, node) < 0;

    private static Refusal? OfNode(Occupancy free, Problem problem, int node)
    {
        int name = Array.IndexOf(problem.NodeOf, node);
        bool allowed = false;
        bool alone = false;
        bool large = false;
        for (int host = 0; host < free.Substrate.NodeCount; host++)
        {
            if (problem.Allowed[node]?.Contains(host) == false)
            {
                continue;
            }

            allowed = true;
            if (Lacking(free.Substrate.Capacity(host), problem, node) >= 0)
            {
                continue;
            }

            large = true;
            if (!IsAlone(free, problem, node, host))
            {
                continue;
            }

            alone = true;
            if (Lacking(free.Free(host), problem, node) < 0)
            {
                return null;
            }
        }

        return !allowed ? NoResource(problem, node, name)
            : !large ? Large(free, problem, node, name, RefusalKind.NodeTooLarge)
            : !alone ? NotAlone(name)
            : Large(free, problem, node, name, RefusalKind.NodeNotFree);
    }

    private static Refusal NoResource(Problem problem, int node, int name) => new(
        RefusalKind.NoAllowedResource, name, -1, problem.Tenants[node], null,
        problem.Tenants[node] > 1
            ? $"no resource is allowed for node {name} and what must be together with it"
            : $"no resource is allowed for node {name}");

    private static Refusal NotAlone(int name) => new(
        RefusalKind.NotAlone, name, -1, 0, null,
        $"node {name} fits nowhere without breaking the wish of a node to have its resource alone");

    /// <summary>
    /// Names the dimension in which the resource that comes nearest lacks something, and how much it has of it.
    /// </summary>
    private static Refusal Large(Occupancy free, Problem problem, int node, int name, RefusalKind kind)
    {
        int dimensions = free.Substrate.Dimensions;
        (double nearest, int dimension, long has) = (double.PositiveInfinity, 0, 0L);
        for (int host = 0; host < free.Substrate.NodeCount; host++)
        {
            if (problem.Allowed[node]?.Contains(host) == false
                || (kind == RefusalKind.NodeNotFree && !IsAlone(free, problem, node, host)))
            {
                continue;
            }

            ReadOnlySpan<long> amounts = kind == RefusalKind.NodeTooLarge
                ? free.Substrate.Capacity(host)
                : free.Free(host);
            (double worst, int at) = (0, -1);
            for (int i = 0; i < dimensions; i++)
            {
                long demand = problem.Demands[(node * dimensions) + i];
                double lack = demand > amounts[i] ? (demand - amounts[i]) / (double)demand : 0;
                (worst, at) = lack > worst ? (lack, i) : (worst, at);
            }

            if (at >= 0 && worst < nearest)
            {
                (nearest, dimension, has) = (worst, at, amounts[at]);
            }
        }

        long needed = problem.Demands[(node * dimensions) + dimension];
        string who = problem.Tenants[node] > 1 ? $"node {name} with what must be together with it" : $"node {name}";
        string what = kind == RefusalKind.NodeTooLarge ? "the resource that comes nearest has" : "at most";
        string end = kind == RefusalKind.NodeTooLarge ? "" : " is free where it comes nearest";
        return new Refusal(
            kind, name, dimension, needed, has,
            $"{who} needs {needed} in dimension {dimension}, {what} {has}{end}");
    }

    private static Refusal? OfGroups(Occupancy free, Problem problem)
    {
        for (int group = 0; group < problem.Zones.Count; group++)
        {
            int members = problem.GroupsOf.Count(groups => groups?.Contains(group) == true);
            int zones = problem.Zones[group] is { } table
                ? new HashSet<int>(table.ToArray()).Count
                : free.Substrate.NodeCount;
            if (members > zones)
            {
                int name = NameOf(problem, group);
                return new Refusal(
                    RefusalKind.TooFewZones, name, -1, members, zones,
                    $"group {name} keeps {members} nodes apart, and there are {zones} places for them");
            }
        }

        return null;
    }

    private static int NameOf(Problem problem, int group)
    {
        for (int index = 0; index < problem.Request.Groups.Length; index++)
        {
            if (problem.Request.Groups[index].Kind == GroupKind.Apart && group-- == 0)
            {
                return index;
            }
        }

        return -1;
    }

    private static Refusal? OfSums(Occupancy free, Problem problem)
    {
        int dimensions = free.Substrate.Dimensions;
        for (int dimension = 0; dimension < dimensions; dimension++)
        {
            Int128 needed = 0;
            Int128 has = 0;
            for (int node = 0; node < problem.NodeCount; node++)
            {
                needed += problem.Demands[(node * dimensions) + dimension];
            }

            for (int host = 0; host < free.Substrate.NodeCount; host++)
            {
                has += free.Free(host)[dimension];
            }

            if (needed > has)
            {
                return new Refusal(
                    RefusalKind.NotEnoughInAll, dimension, dimension, needed, has,
                    $"all nodes need {needed} in dimension {dimension}, and {has} is free on all resources together");
            }
        }

        return null;
    }

    private static bool IsAlone(Occupancy free, Problem problem, int node, int host) =>
        !free.Alone[host] && !(problem.Exclusive[node] && free.Tenants[host] > 0);

    private static int Lacking(ReadOnlySpan<long> amounts, Problem problem, int node)
    {
        for (int i = 0; i < amounts.Length; i++)
        {
            if (amounts[i] < problem.Demands[(node * amounts.Length) + i])
            {
                return i;
            }
        }

        return -1;
    }
}
