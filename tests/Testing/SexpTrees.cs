using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using HiperNet.Spki.Sexp;

namespace HiperNet.Testing;

/// <summary>
/// Random S-expressions: tokens, text, binary and empty octet strings, hints, empty and nested lists.
/// </summary>
public static class SexpTrees
{
    private const int MostElements = 6;

    /// <summary>Trees whose depth grows with the generator's size.</summary>
    public static Arbitrary<SexpNode> Any { get; } =
        Arb.From(Gen.Sized(size => Node(Math.Min(size / 8, 8))), Shrink);

    private static Gen<byte[]> Octets { get; } = Gen.OneOf(
        Text("abcdefgXYZ019-./_:*+=", 12),
        Text(" !\"#$%&'()*+,-./019:;<=>?@AZ[\\]^_`az{|}~", 20),
        Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(4),
        Gen.Choose(0, 100).SelectMany(length => Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(length)));

    private static Gen<SexpNode> Atom { get; } =
        from octets in Octets
        from hint in Octets
        from hinted in Gen.Choose(0, 5)
        select (SexpNode)new SexpAtom(octets, hinted == 0 ? hint : null);

    private static Gen<SexpNode> Node(int depth) =>
        depth == 0
            ? Gen.Frequency((4, Atom), (1, Gen.Constant<SexpNode>(SexpList.Of())))
            : Gen.Frequency((1, Atom), (3, List(depth)));

    private static Gen<SexpNode> List(int depth) =>
        from length in Gen.Choose(0, MostElements)
        from items in Gen.Choose(0, depth - 1).SelectMany(Node).ArrayOf(length)
        select (SexpNode)new SexpList(ImmutableArray.Create(items));

    private static Gen<byte[]> Text(string letters, int most) =>
        Gen.Choose(0, most)
            .SelectMany(length => Gen.Elements(letters.ToCharArray()).Select(letter => (byte)letter).ArrayOf(length));

    /// <summary>Smaller trees: the elements, and the list without one of them.</summary>
    private static IEnumerable<SexpNode> Shrink(SexpNode node) => node is not SexpList list
        ? []
        : list.Concat(Enumerable.Range(0, list.Count).Select(i => new SexpList(list.Items.RemoveAt(i))));
}
