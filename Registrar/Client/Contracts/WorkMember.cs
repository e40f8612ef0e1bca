namespace HiperNet.Registrar.Client.Contracts;

/// <summary>Somebody who takes part in an infrastructure's network.</summary>
/// <param name="Name">The node's name, or the principal of a user.</param>
/// <param name="Key">The public key, canonical.</param>
/// <param name="Hit">The Host Identity Tag as the agent spells it.</param>
/// <param name="Addresses">Where the HIP daemon is reached, the best first; may be empty.</param>
public sealed record WorkMember(string Name, ReadOnlyMemory<byte> Key, string? Hit, IReadOnlyList<string> Addresses);
