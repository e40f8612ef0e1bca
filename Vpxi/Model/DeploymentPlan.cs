using System.Collections.ObjectModel;
using System.Net;

namespace HiperNet.Vpxi.Model;

/// <summary>
/// What one machine has to run of a VPXI: nodes and the links between them. <see cref="DeploymentRules"/> says what is
/// wrong with one.
/// </summary>
public sealed record DeploymentPlan
{
    /// <summary>What it is called on its machine: a label, of at most 40 characters.</summary>
    public required string Id { get; init; }

    /// <summary>The nodes; at least one.</summary>
    public required IReadOnlyList<DeploymentNode> Nodes { get; init; }

    /// <summary>The links.</summary>
    public IReadOnlyList<DeploymentLink> Links { get; init; } = [];

    /// <summary>Names for every node's hosts file besides those of the nodes, such as the members' HITs.</summary>
    public IReadOnlyDictionary<string, IPAddress> Hosts { get; init; } = ReadOnlyDictionary<string, IPAddress>.Empty;
}
