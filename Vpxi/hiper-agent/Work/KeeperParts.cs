using HiperNet.Agent.Configuration;
using HiperNet.Agent.Discovery;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Vpxi.Deployment;

namespace HiperNet.Agent.Work;

/// <summary>What the keepers of nodes work with.</summary>
internal sealed record KeeperParts
{
    /// <summary>Runs nodes.</summary>
    public required IDeploymentDriver Driver { get; init; }

    /// <summary>Says whether a node may run.</summary>
    public required WorkJudge Judge { get; init; }

    /// <summary>What is revoked.</summary>
    public required RevocationBook Revocations { get; init; }

    /// <summary>The registrar.</summary>
    public required RegistrarClient Client { get; init; }

    /// <summary>The configuration as it is now.</summary>
    public required Func<AgentSettings> Settings { get; init; }

    /// <summary>The resource of a name; null if there is none.</summary>
    public required Func<string, Slot?> Slot { get; init; }

    /// <summary>The nodes' addresses.</summary>
    public required Underlay Underlay { get; init; }

    /// <summary>The folder of the nodes' folders.</summary>
    public required string Nodes { get; init; }

    /// <summary>The journal.</summary>
    public required AgentLog Log { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }
}
