using System.Collections.Immutable;
using HiperNet.Spki.Sexp;
using HiperNet.Testing;

namespace HiperNet.Spki.Tests.Fuzz;

/// <summary>
/// Changes a tree and leaves it a tree, so that what reads objects is reached and not only what reads bytes: an
/// atom changes, an element goes, comes twice, changes places, or is replaced by one from elsewhere.
/// </summary>
internal static class SexpMutator
{
    public static SexpNode Mutate(SexpNode node, FuzzSource source, IReadOnlyList<SexpNode> others)
    {
        for (int changes = 1 + source.Below(2); changes > 0; changes--)
        {
            node = MutateOnce(node, source, others);
        }

        return node;
    }

    private static SexpNode MutateOnce(SexpNode node, FuzzSource source, IReadOnlyList<SexpNode> others)
    {
        if (node is SexpAtom atom)
        {
            return source.Below(8) == 0
                ? new SexpAtom(atom.Octets, "text"u8.ToArray())
                : new SexpAtom(source.Mutate(atom.Octets.Span));
        }

        SexpList list = (SexpList)node;
        if (list.Count == 0)
        {
            return SexpAtom.Of("x");
        }

        ImmutableArray<SexpNode> items = list.Items;
        int at = source.Below(items.Length);
        int other = source.Below(items.Length);
        return new SexpList(source.Below(12) switch
        {
            0 => items.RemoveAt(at),
            1 => items.Insert(other, items[at]),
            2 => items.SetItem(at, items[other]).SetItem(other, items[at]),
            3 => items.SetItem(at, Part(others[source.Below(others.Count)], source)),
            4 => items.SetItem(at, SexpList.Of(items[at])),
            _ => items.SetItem(at, MutateOnce(items[at], source, others)),
        });
    }

    private static SexpNode Part(SexpNode node, FuzzSource source)
    {
        while (node is SexpList { Count: > 0 } list && source.Below(3) != 0)
        {
            node = list[source.Below(list.Count)];
        }

        return node;
    }
}
