namespace HiperNet.Vpxi.Planning;

/// <summary>An immutable set of indices, such as the resources that a virtual node may be placed on.</summary>
public sealed class IndexSet
{
    private const int WordBits = 64;

    private readonly ulong[] words;

    /// <summary>Makes a set.</summary>
    /// <param name="indices">What is in it, in any order; none may be negative.</param>
    public IndexSet(IEnumerable<int> indices)
    {
        int[] all = [.. indices];
        int max = -1;
        foreach (int index in all)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index, nameof(indices));
            max = Math.Max(max, index);
        }

        words = new ulong[(max / WordBits) + 1];
        foreach (int index in all)
        {
            words[index / WordBits] |= 1UL << (index % WordBits);
        }
    }

    private IndexSet(ulong[] words) => this.words = words;

    /// <summary>Whether an index is in it.</summary>
    public bool Contains(int index) =>
        (uint)index / WordBits < (uint)words.Length && (words[index / WordBits] >> (index % WordBits) & 1) != 0;

    /// <summary>What is in both; null stands for everything.</summary>
    public static IndexSet? Intersect(IndexSet? first, IndexSet? second)
    {
        if (first is null || second is null)
        {
            return first ?? second;
        }

        ulong[] common = new ulong[Math.Min(first.words.Length, second.words.Length)];
        for (int i = 0; i < common.Length; i++)
        {
            common[i] = first.words[i] & second.words[i];
        }

        return new IndexSet(common);
    }
}
