namespace HiperNet.Registrar.Audit;

/// <summary>A full subtree with its hash.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Hash">Its hash.</param>
public readonly record struct LogNode(NodeId Id, MerkleHash Hash);
