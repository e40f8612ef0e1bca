using HiperNet.Spki.Certs;

namespace HiperNet.Spki.Discovery;

/// <summary>An item that counts for nothing, and why.</summary>
/// <param name="Index">Its place among the items, from 0.</param>
/// <param name="Item">The item.</param>
/// <param name="Detail">A few words.</param>
public sealed record LoadProblem(int Index, SpkiObject Item, string Detail)
{
    /// <summary>One line for a person.</summary>
    public override string ToString() => $"item {Index + 1}: {Detail}";
}
