using System.Numerics;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>Makes an allocation of what the planner has found.</summary>
internal sealed class AllocationBuilder(Pool pool)
{
    /// <summary>The allocation of a plan.</summary>
    public Allocation Build(Plan plan, Demands demands, Candidates candidates)
    {
        NodeGrant[] nodes = [.. demands.Nodes.Select((node, index) => Grant(node, plan.Hosts[index], candidates))];
        LinkGrant[] links = [.. demands.Links.Select((link, index) => Grant(link, plan, index, candidates))];
        IEnumerable<TimeWindow> windows = nodes.Select(node => node.Window).Concat(links.Select(link => link.Window));
        TimeWindow whole = nodes.Length == 0 ? new TimeWindow(demands.Start, demands.Start + 1) : Windows.Hull(windows);
        return Priced(new Allocation(demands.Infrastructure.Id, whole, [.. nodes], [.. links], 0));
    }

    /// <summary>The allocation with its exact cost.</summary>
    public Allocation Priced(Allocation allocation)
    {
        BigInteger cost = 0;
        foreach (NodeGrant node in allocation.Nodes)
        {
            cost += ExactCost(node);
        }

        foreach (LinkGrant link in allocation.Links)
        {
            cost += ExactCost(link);
        }

        return allocation with { Cost = Money.Round(cost) };
    }

    /// <summary>What a node costs, in the unit of <see cref="Money"/>.</summary>
    public BigInteger ExactCost(NodeGrant grant) =>
        Money.OfNode(pool.Nodes[pool.FindNode(grant.Resource)], grant.Amounts);

    /// <summary>What a link costs, in the unit of <see cref="Money"/>.</summary>
    public BigInteger ExactCost(LinkGrant grant)
    {
        BigInteger cost = 0;
        foreach (string hop in grant.Path)
        {
            cost += Money.OfHop(pool.Links[pool.FindLink(hop)], grant.Amounts);
        }

        return cost;
    }

    /// <summary>A grant with other amounts.</summary>
    public NodeGrant With(NodeGrant grant, ModelList<TimedAmount> amounts)
    {
        NodeGrant changed = grant with { Amounts = amounts };
        return changed with { Cost = Money.Round(ExactCost(changed)) };
    }

    /// <summary>A grant with other amounts.</summary>
    public LinkGrant With(LinkGrant grant, ModelList<TimedAmount> amounts)
    {
        LinkGrant changed = grant with { Amounts = amounts };
        return changed with { Cost = Money.Round(ExactCost(changed)) };
    }

    private NodeGrant Grant(NodeDemand node, int host, Candidates candidates) => With(
        new NodeGrant(node.Node.Id, pool.Nodes[host].Id, node.Window, [], candidates.IsAlone(node, host), 0),
        [.. node.Amounts]);

    private LinkGrant Grant(LinkDemand link, Plan plan, int index, Candidates candidates)
    {
        IReadOnlyList<int> path = plan.Paths[index];
        LinkGrant grant = new(
            link.Link.Id,
            pool.Nodes[plan.Hosts[link.From]].Id,
            pool.Nodes[plan.Hosts[link.To]].Id,
            [.. path.Select(hop => pool.Links[hop].Id)],
            link.Window,
            [],
            Latency(path),
            path.Any(hop => candidates.IsAlone(link, hop)),
            0);
        return With(grant, [.. link.Amounts]);
    }

    private long? Latency(IReadOnlyList<int> path)
    {
        Int128 sum = 0;
        foreach (int hop in path)
        {
            if (pool.Links[hop].Latency is not { } latency)
            {
                return null;
            }

            sum += PhysicalAmount.Of(latency);
        }

        return sum > long.MaxValue ? long.MaxValue : (long)sum;
    }
}
