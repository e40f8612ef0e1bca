namespace HiperNet.Registrar.Infrastructures;

/// <summary>That an infrastructure is a part of one of another registrar, which is its owner here.</summary>
/// <param name="Id">The name that the other registrar has given the transfer.</param>
/// <param name="Network">The infrastructure's name there, which is that of its network.</param>
/// <param name="User">The public key of who it is for, canonical.</param>
/// <param name="Nodes">The nodes of it that are here.</param>
internal sealed record TransferTerms(
    string Id, string Network, ReadOnlyMemory<byte> User, IReadOnlyList<string> Nodes);
