namespace HiperNet.Vpxi.Model;

/// <summary>
/// A link: a cable if it has two ends and no address of this machine, otherwise a bridge of this machine.
/// </summary>
public sealed record DeploymentLink
{
    /// <summary>What it is called in its plan: a label, of at most 63 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What it connects; at least two, or one if this machine is on it too.</summary>
    public required IReadOnlyList<DeploymentEnd> Ends { get; init; }

    /// <summary>This machine's address on it; null if it is for the nodes alone.</summary>
    public DeploymentAddress? HostAddress { get; init; }
}
