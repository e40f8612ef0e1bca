namespace HiperNet.Registrar.Client.Contracts;

/// <summary>An agent's part of an infrastructure.</summary>
/// <param name="Id">The infrastructure.</param>
/// <param name="Owner">The principal of who asked for it, in hexadecimal.</param>
/// <param name="Wanted">run or suspend.</param>
/// <param name="Start">The first second of its window, in seconds since 1970-01-01T00:00:00Z.</param>
/// <param name="End">The first second after its window, in seconds since 1970-01-01T00:00:00Z.</param>
/// <param name="Document">What was asked for, in VXDL: of the nodes images, software and commands.</param>
/// <param name="Nodes">The nodes of this offer.</param>
/// <param name="Members">All members, this offer's own too, and users who may join.</param>
/// <param name="Certificates">
/// Sequences: of the registrar to the owner for each resource, to members for the network.
/// </param>
public sealed record WorkVpxi(
    string Id,
    string Owner,
    string Wanted,
    long Start,
    long End,
    string Document,
    IReadOnlyList<WorkNode> Nodes,
    IReadOnlyList<WorkMember> Members,
    IReadOnlyList<ReadOnlyMemory<byte>> Certificates)
{
    /// <summary>The name of its network, <c>(net NAME)</c>; null if that is <see cref="Id"/>.</summary>
    public string? Network { get; init; }

    /// <summary>
    /// The public key, canonical, of the registrar that grants <c>(net NAME)</c>; null if it is the agent's own.
    /// Another registrar's infrastructure has members of both.
    /// </summary>
    public ReadOnlyMemory<byte>? Authority { get; init; }
}
