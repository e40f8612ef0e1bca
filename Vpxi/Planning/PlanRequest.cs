namespace HiperNet.Vpxi.Planning;

/// <summary>What is to be planned: all of it, or nothing. Immutable.</summary>
public sealed class PlanRequest
{
    private readonly VirtualNode[] nodes;
    private readonly VirtualLink[] links;
    private readonly PlacementGroup[] groups;

    /// <summary>Makes a request.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="links">The links between them.</param>
    /// <param name="groups">What is to be apart or together.</param>
    /// <param name="maxCost">The most that it may cost; null for any cost.</param>
    /// <exception cref="ArgumentException">A number is out of its range, or an index is of no node.</exception>
    public PlanRequest(
        ReadOnlySpan<VirtualNode> nodes,
        ReadOnlySpan<VirtualLink> links,
        ReadOnlySpan<PlacementGroup> groups = default,
        Int128? maxCost = null)
    {
        this.nodes = nodes.ToArray();
        this.links = links.ToArray();
        this.groups = groups.ToArray();
        MaxCost = maxCost;
        PlanningLimits.Check(nodes.Length, PlanningLimits.RequestNodes, "virtual nodes");
        PlanningLimits.Check(links.Length, PlanningLimits.RequestLinks, "virtual links");
        PlanningLimits.Check(groups.Length, PlanningLimits.Groups, "groups");
        foreach (VirtualNode node in this.nodes)
        {
            PlanningLimits.CheckAmounts(node.Demand.Span, "a demand", PlanningLimits.Capacity);
        }

        Array.ForEach(this.links, Check);
        Array.ForEach(this.groups, Check);
    }

    /// <summary>The nodes, by index.</summary>
    public ReadOnlySpan<VirtualNode> Nodes => nodes;

    /// <summary>The links, by index.</summary>
    public ReadOnlySpan<VirtualLink> Links => links;

    /// <summary>The groups, by index.</summary>
    public ReadOnlySpan<PlacementGroup> Groups => groups;

    /// <summary>The most that it may cost; null for any cost.</summary>
    public Int128? MaxCost { get; }

    /// <summary>Refuses what does not fit the substrate's form.</summary>
    /// <exception cref="ArgumentException">A demand has other dimensions, or a group other resources.</exception>
    internal void CheckAgainst(Substrate substrate)
    {
        long counters = 0;
        foreach (VirtualNode node in nodes)
        {
            if (node.Demand.Length != substrate.Dimensions)
            {
                throw new ArgumentException(
                    $"A demand has {node.Demand.Length} numbers, not {substrate.Dimensions}.", nameof(substrate));
            }
        }

        foreach (PlacementGroup group in groups)
        {
            if (group.Zones is { } zones && zones.Length != substrate.NodeCount)
            {
                throw new ArgumentException("A group needs a zone for each resource.", nameof(substrate));
            }

            counters += substrate.NodeCount;
        }

        PlanningLimits.Check(counters, PlanningLimits.GroupZones, "zones of groups");
    }

    private void Check(VirtualLink link)
    {
        if ((uint)link.From >= (uint)nodes.Length || (uint)link.To >= (uint)nodes.Length || link.From == link.To)
        {
            throw new ArgumentException(
                $"A virtual link from {link.From} to {link.To} does not join two of the nodes.", nameof(link));
        }

        PlanningLimits.CheckAmounts([link.Forward, link.Reverse], "a bandwidth");
        ArgumentOutOfRangeException.ThrowIfNegative(link.MaxLatency, nameof(link));
    }

    private void Check(PlacementGroup group)
    {
        foreach (int member in group.Members.Span)
        {
            if ((uint)member >= (uint)nodes.Length)
            {
                throw new ArgumentException($"A group names {member}, which is none of the nodes.", nameof(group));
            }
        }

        if (group.Zones is not { } zones)
        {
            return;
        }

        if (group.Kind == GroupKind.Together)
        {
            throw new ArgumentException("Nodes are together on a resource, not in a zone.", nameof(group));
        }

        foreach (int zone in zones.Span)
        {
            // As many zones as resources are enough, and a table of them is not larger than that of the resources.
            if ((uint)zone >= (uint)zones.Length)
            {
                throw new ArgumentException(
                    $"{zone} is not a number of a zone below {zones.Length}.", nameof(group));
            }
        }
    }
}
