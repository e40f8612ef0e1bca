using System.Numerics;

namespace HiperNet.Registrar.Audit;

/// <summary>
/// The tree of RFC 9162 section 2.1.1 in terms of full subtrees: a list of n entries is cut at the largest power of two
/// below n, again and again to its right, so that it is full subtrees of falling sizes.
/// </summary>
internal static class Subtrees
{
    /// <summary>
    /// The full subtrees of a range, from the left. The range starts at a multiple of the largest power of two that is
    /// not above its length, as every range of the definitions does.
    /// </summary>
    public static IEnumerable<NodeId> Of(LogRange range)
    {
        long start = range.Start;
        while (start < range.End)
        {
            int level = BitOperations.Log2((ulong)(range.End - start));
            yield return new NodeId(level, start >> level);
            start += 1L << level;
        }
    }

    /// <summary>The hash of a list from those of its full subtrees, from the left.</summary>
    public static MerkleHash Root(IReadOnlyList<MerkleHash> subtrees)
    {
        if (subtrees.Count == 0)
        {
            return MerkleHash.Empty;
        }

        MerkleHash root = subtrees[^1];
        for (int i = subtrees.Count - 2; i >= 0; i--)
        {
            root = MerkleHash.Node(subtrees[i], root);
        }

        return root;
    }

    /// <summary>The ranges whose hashes prove that an entry is there: PATH of section 2.1.3.1, in its order.</summary>
    public static IReadOnlyList<LogRange> Inclusion(long index, long size)
    {
        List<LogRange> ranges = [];
        LogRange range = new(0, size);
        while (range.Length > 1)
        {
            long middle = range.Start + Cut(range.Length);
            bool isLeft = index < middle;
            ranges.Add(isLeft ? range with { Start = middle } : range with { End = middle });
            range = isLeft ? range with { End = middle } : range with { Start = middle };
        }

        ranges.Reverse();
        return ranges;
    }

    /// <summary>
    /// The ranges whose hashes prove that a list began as a shorter one: PROOF of section 2.1.4.1, in its order.
    /// </summary>
    public static IReadOnlyList<LogRange> Consistency(long older, long size)
    {
        List<LogRange> ranges = [];
        LogRange range = new(0, size);
        while (older != range.End)
        {
            long middle = range.Start + Cut(range.Length);
            bool isLeft = older <= middle;
            ranges.Add(isLeft ? range with { Start = middle } : range with { End = middle });
            range = isLeft ? range with { End = middle } : range with { Start = middle };
        }

        // What the older list's root is already need not be said: that is the case where nothing was cut off its left.
        if (range.Start > 0)
        {
            ranges.Add(range);
        }

        ranges.Reverse();
        return ranges;
    }

    /// <summary>The largest power of two below a length of at least 2.</summary>
    private static long Cut(long length) => 1L << BitOperations.Log2((ulong)(length - 1));
}
