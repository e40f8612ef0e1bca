using HiperNet.Agent.Work;

namespace HiperNet.Agent.Control;

/// <summary>What the agent tells of itself.</summary>
/// <param name="Version">The version of this answer: 1.</param>
/// <param name="Process">Its process.</param>
/// <param name="Now">Its clock, in seconds since 1970-01-01T00:00:00Z.</param>
/// <param name="Principal">The principal of its own key, in hexadecimal.</param>
/// <param name="Registrar">The registrar's principal, in hexadecimal.</param>
/// <param name="IsReachable">Whether the registrar answered the last time.</param>
/// <param name="LastAnswer">When it answered last, in seconds since 1970-01-01T00:00:00Z; null: never.</param>
/// <param name="Account">none, pending, active or suspended.</param>
/// <param name="Offer">The offer's name.</param>
/// <param name="IsOffered">Whether the registrar has the offer.</param>
/// <param name="Resources">What is offered.</param>
/// <param name="Nodes">The nodes.</param>
/// <param name="Health">What somebody should know.</param>
internal sealed record AgentStatus(
    int Version,
    int Process,
    long Now,
    string Principal,
    string Registrar,
    bool IsReachable,
    long? LastAnswer,
    string Account,
    string Offer,
    bool IsOffered,
    IReadOnlyList<ResourceStatus> Resources,
    IReadOnlyList<NodeSnapshot> Nodes,
    IReadOnlyList<string> Health);
