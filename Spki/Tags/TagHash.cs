using System.Collections.Immutable;

namespace HiperNet.Spki.Tags;

/// <summary>Hash codes of expressions that hold others.</summary>
internal static class TagHash
{
    public static int Of<T>(int kind, ImmutableArray<T> parts)
        where T : TagExpression
    {
        HashCode hash = default;
        hash.Add(kind);
        foreach (T part in parts)
        {
            hash.Add(part.GetHashCode());
        }

        return hash.ToHashCode();
    }
}
