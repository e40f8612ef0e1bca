namespace HiperNet.Registrar.Client.Contracts;

/// <summary>What an agent says of a node.</summary>
/// <param name="Key">The public key of the node, canonical.</param>
/// <param name="Hit">Its Host Identity Tag.</param>
/// <param name="Addresses">Where its HIP daemon is reached, the best first.</param>
/// <param name="State">waiting, starting, running, suspended, ended or failed.</param>
/// <param name="Detail">What went wrong, in words; at most 500 letters.</param>
public sealed record NodeReport(
    ReadOnlyMemory<byte> Key,
    string Hit,
    IReadOnlyList<string> Addresses,
    string State,
    string? Detail);
