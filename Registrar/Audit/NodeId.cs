namespace HiperNet.Registrar.Audit;

/// <summary>
/// A full subtree of the log: the one over the entries from <c>Index &lt;&lt; Level</c> to before
/// <c>(Index + 1) &lt;&lt; Level</c>. Its hash never changes.
/// </summary>
/// <param name="Level">0 for a leaf.</param>
/// <param name="Index">Its place among those of its level, from 0.</param>
public readonly record struct NodeId(int Level, long Index);
