namespace HiperNet.Registrar.Client.Contracts;

/// <summary>A node of an infrastructure.</summary>
/// <param name="Name">Its name in the description.</param>
/// <param name="Resource">Where it is.</param>
/// <param name="State">waiting, starting, running, suspended, ended, failed or lost.</param>
/// <param name="Hit">Its Host Identity Tag; null until its agent has made its key.</param>
/// <param name="Addresses">Where its HIP daemon is reached, the best first.</param>
/// <param name="Detail">What went wrong, in words.</param>
public sealed record VpxiNode(
    string Name,
    string Resource,
    string State,
    string? Hit,
    IReadOnlyList<string> Addresses,
    string? Detail);
