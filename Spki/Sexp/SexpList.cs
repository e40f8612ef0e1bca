using System.Collections;
using System.Collections.Immutable;

namespace HiperNet.Spki.Sexp;

/// <summary>A list of S-expressions, possibly empty (SPKI objects never are).</summary>
public sealed class SexpList : SexpNode, IReadOnlyList<SexpNode>
{
    /// <summary>A list of these elements.</summary>
    public SexpList(ImmutableArray<SexpNode> items)
        : base(Length(items), DeepestOf(items) + 1) => Items = items;

    /// <summary>The elements, in order.</summary>
    public ImmutableArray<SexpNode> Items { get; }

    /// <summary>How many elements there are.</summary>
    public int Count => Items.Length;

    /// <summary>The octets of the first element if that is an atom without a display hint, else empty.</summary>
    public ReadOnlySpan<byte> Head =>
        Items.Length > 0 && Items[0] is SexpAtom { Hint: null } first ? first.Octets.Span : default;

    /// <summary>The element at <paramref name="index"/>.</summary>
    public SexpNode this[int index] => Items[index];

    /// <summary>A list of these elements.</summary>
    public static SexpList Of(params ReadOnlySpan<SexpNode> items) => new([.. items]);

    /// <inheritdoc/>
    public IEnumerator<SexpNode> GetEnumerator() => ((IEnumerable<SexpNode>)Items).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    internal override int WriteCanonical(Span<byte> output)
    {
        int at = 0;
        output[at++] = (byte)'(';
        foreach (SexpNode item in Items)
        {
            at += item.WriteCanonical(output[at..]);
        }

        output[at++] = (byte)')';
        return at;
    }

    private static int Length(ImmutableArray<SexpNode> items)
    {
        int length = 2;
        foreach (SexpNode item in items)
        {
            length = checked(length + item.CanonicalLength);
        }

        return length;
    }

    private static int DeepestOf(ImmutableArray<SexpNode> items)
    {
        int depth = 0;
        foreach (SexpNode item in items)
        {
            depth = Math.Max(depth, item.Depth);
        }

        return depth;
    }
}
