using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>
/// Nodes that must be together by location: each such set of nodes gets one location after the other, those with the
/// most room for it first.
/// </summary>
internal sealed class LocationChoices
{
    /// <summary>How many combinations are tried.</summary>
    private const int MostTries = 64;

    private readonly Pool pool;
    private readonly int[][] hosts;
    private readonly List<int[]> sets;

    public LocationChoices(Pool pool, Demands demands, int[][] hosts)
    {
        (this.pool, this.hosts) = (pool, hosts);
        Placement[] byLocation =
            [.. demands.Infrastructure.Placements.Where(placement => placement.Scope == PlacementScope.Location)];
        foreach (Placement placement in byLocation)
        {
            foreach (int node in demands.Members(placement))
            {
                // Where the location is not known nobody can say that it is the same, or another one.
                hosts[node] = [.. hosts[node].Where(host => pool.Nodes[host].Location is not null)];
            }
        }

        sets = Merge([.. byLocation
            .Where(placement => !placement.Apart)
            .Select(placement => demands.Members(placement).ToHashSet())]);
    }

    /// <summary>For each choice the resources on which each node may be.</summary>
    public IEnumerable<int[][]> All() => Choose(0, hosts).Take(MostTries);

    private static List<int[]> Merge(List<HashSet<int>> groups)
    {
        List<HashSet<int>> merged = [];
        foreach (HashSet<int> group in groups)
        {
            foreach (HashSet<int> other in merged.Where(other => other.Overlaps(group)).ToArray())
            {
                group.UnionWith(other);
                merged.Remove(other);
            }

            merged.Add(group);
        }

        return [.. merged.Select(group => group.Order().ToArray())];
    }

    private IEnumerable<int[][]> Choose(int depth, int[][] chosen)
    {
        if (depth == sets.Count)
        {
            return [chosen];
        }

        return Locations(sets[depth], chosen).SelectMany(location => Choose(depth + 1, Only(chosen, depth, location)));
    }

    private int[][] Only(int[][] chosen, int depth, string location)
    {
        int[][] next = [.. chosen];
        foreach (int node in sets[depth])
        {
            next[node] = [.. chosen[node].Where(host => pool.Nodes[host].Location == location)];
        }

        return next;
    }

    /// <summary>The locations at which each node of a set can be, those with the most resources first.</summary>
    private IEnumerable<string> Locations(int[] set, int[][] chosen)
    {
        Dictionary<string, int> counts = Count(chosen[set[0]]);
        foreach (int node in set.Skip(1))
        {
            Dictionary<string, int> others = Count(chosen[node]);
            counts = counts
                .Where(pair => others.ContainsKey(pair.Key))
                .ToDictionary(pair => pair.Key, pair => pair.Value + others[pair.Key], StringComparer.Ordinal);
        }

        return counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => pair.Key);
    }

    private Dictionary<string, int> Count(int[] candidates) => candidates
        .GroupBy(host => pool.Nodes[host].Location!, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
}
