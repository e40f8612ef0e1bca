namespace HiperNet.Registrar.Infrastructures;

/// <summary>What an agent has said of a node.</summary>
/// <param name="Name">The node.</param>
/// <param name="Principal">The principal of its key, in hexadecimal.</param>
/// <param name="Key">Its public key, canonical.</param>
/// <param name="Hit">Its Host Identity Tag.</param>
/// <param name="Addresses">Where its HIP daemon is reached.</param>
/// <param name="State">What it does.</param>
/// <param name="Detail">What went wrong; null for nothing.</param>
internal sealed record NodeRecord(
    string Name,
    string Principal,
    ReadOnlyMemory<byte> Key,
    string Hit,
    IReadOnlyList<string> Addresses,
    string State,
    string? Detail)
{
    /// <summary>Whether others have to know of a difference to reach it.</summary>
    public bool IsReachedLike(NodeRecord? other) =>
        other is not null
        && Principal == other.Principal
        && Hit == other.Hit
        && Addresses.SequenceEqual(other.Addresses, StringComparer.Ordinal);
}
