using System.Numerics;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>What elements, groups and the whole may cost.</summary>
internal sealed class CostRules
{
    private readonly Infrastructure infrastructure;
    private readonly Dictionary<string, Group> groups;

    public CostRules(Infrastructure infrastructure)
    {
        this.infrastructure = infrastructure;
        groups = infrastructure.Groups.ToDictionary(group => group.Id, StringComparer.Ordinal);
        IsBound = infrastructure.MaximumCost is not null
            || infrastructure.Groups.Any(group => group.MaximumCost is not null)
            || infrastructure.Nodes.Any(node => node.MaximumCost is not null)
            || infrastructure.Links.Any(link => link.MaximumCost is not null);
    }

    /// <summary>Whether anything may cost only so much.</summary>
    public bool IsBound { get; }

    /// <summary>The first part that costs more than it may; null if none does.</summary>
    public CostExcess? First(Allocation allocation, AllocationBuilder builder)
    {
        if (!IsBound)
        {
            return null;
        }

        Dictionary<string, BigInteger> sums = new(StringComparer.Ordinal);
        BigInteger whole = 0;
        for (int index = 0; index < allocation.Nodes.Count; index++)
        {
            BigInteger cost = builder.ExactCost(allocation.Nodes[index]);
            whole += cost;
            if (Count(infrastructure.Nodes[index], cost, sums) is { } excess)
            {
                return excess;
            }
        }

        for (int index = 0; index < allocation.Links.Count; index++)
        {
            BigInteger cost = builder.ExactCost(allocation.Links[index]);
            whole += cost;
            if (Count(infrastructure.Links[index], cost, sums) is { } excess)
            {
                return excess with { Link = index };
            }
        }

        return infrastructure.Groups
            .Select(group => Excess(group, sums.GetValueOrDefault(group.Id)))
            .FirstOrDefault(excess => excess is not null)
            ?? Excess(infrastructure, whole);
    }

    private static CostExcess? Excess(Element element, BigInteger cost) =>
        element.MaximumCost is long most && cost > Money.Exact(most)
            ? new CostExcess(element, Money.Round(cost))
            : null;

    private CostExcess? Count(Element element, BigInteger cost, Dictionary<string, BigInteger> sums)
    {
        for (string? name = element.Group; name is not null; name = groups.GetValueOrDefault(name)?.Group)
        {
            sums[name] = sums.GetValueOrDefault(name) + cost;
        }

        return Excess(element, cost);
    }
}
