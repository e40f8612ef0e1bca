using System.Net;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Deployment;

/// <summary>
/// Runs plans on this machine. Every call but a start may come from another program than the one that started the plan.
/// </summary>
/// <remarks>All calls throw <see cref="DeploymentException"/>.</remarks>
public interface IDeploymentDriver
{
    /// <summary>Starts all of a plan, or nothing of it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="progress">Is told of every step, before and after it, on the thread that does it.</param>
    /// <param name="cancellation">Breaks it off; what was done is undone.</param>
    Task StartAsync(
        DeploymentPlan plan, IProgress<DeploymentProgress>? progress = null, CancellationToken cancellation = default);

    /// <summary>Stops all of a plan and leaves nothing of it; for a plan that is not there, nothing is to do.</summary>
    /// <returns>Whether it was there.</returns>
    Task<bool> StopAsync(
        string plan, IProgress<DeploymentProgress>? progress = null, CancellationToken cancellation = default);

    /// <summary>Lets nothing of a node run until it is resumed; for a suspended one, nothing is to do.</summary>
    Task SuspendAsync(string plan, string node, CancellationToken cancellation = default);

    /// <summary>Lets a node run again. There is nothing to do for one that runs.</summary>
    Task ResumeAsync(string plan, string node, CancellationToken cancellation = default);

    /// <summary>Says what a node does.</summary>
    Task<NodeStatus> InspectAsync(string plan, string node, CancellationToken cancellation = default);

    /// <summary>The addresses that a node has now, its HIT included; without loopback and link-local ones.</summary>
    Task<IReadOnlyList<IPAddress>> AddressesAsync(
        string plan, string node, CancellationToken cancellation = default);

    /// <summary>The program and arguments that run a command in a node, for a terminal or a pipe.</summary>
    Task<IReadOnlyList<string>> EnterAsync(
        string plan, string node, IReadOnlyList<string> command, CancellationToken cancellation = default);

    /// <summary>The plans that this machine knows of, in ordinal order.</summary>
    IReadOnlyList<string> Plans();

    /// <summary>Undoes what programs have left that ended without finishing.</summary>
    /// <returns>The plans that were undone.</returns>
    Task<IReadOnlyList<string>> RecoverAsync(
        RecoveryScope scope,
        IProgress<DeploymentProgress>? progress = null,
        CancellationToken cancellation = default);
}
