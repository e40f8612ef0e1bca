using HiperNet.Registrar.Client.Contracts;

namespace HiperNet.Agent.Work;

/// <summary>What the registrar wants of a node.</summary>
/// <param name="Vpxi">The infrastructure.</param>
/// <param name="Node">The node.</param>
internal sealed record Wanted(WorkVpxi Vpxi, WorkNode Node);
