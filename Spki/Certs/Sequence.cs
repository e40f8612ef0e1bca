using System.Collections.Immutable;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Certs;

/// <summary>
/// Objects that belong together, in order: keys, certificates and lists, each followed by its signature. A
/// signature covers the item right before it; anything else makes the whole sequence unacceptable.
/// </summary>
public sealed class Sequence : SpkiObject
{
    private Sequence(SexpList node, ImmutableArray<SpkiObject> items)
        : base(node) => Items = items;

    /// <summary>The items, signatures and operations among them.</summary>
    public ImmutableArray<SpkiObject> Items { get; }

    /// <summary>A sequence of these items.</summary>
    /// <exception cref="ArgumentException">They do not make an acceptable sequence.</exception>
    public static Sequence Create(params IEnumerable<SpkiObject> items) =>
        Built<Sequence>(SexpList.Of(["sequence", .. items.Select(item => item.Node)]));

    internal static Sequence? Read(SexpList list, ref CertError error)
    {
        List<SpkiObject> items = [];
        for (int i = 1; i < list.Count; i++)
        {
            if (!TryParse(list[i], out SpkiObject? item, out CertError inner))
            {
                error = inner with { Field = $"item {i} of the sequence, {inner.Field}" };
                return null;
            }

            if (!MayFollow(item, items.Count == 0 ? null : items[^1]))
            {
                CertFault fault = item is Signature ? CertFault.MisplacedSignature : CertFault.BadField;
                return Refuse.With<Sequence>(ref error, fault, $"item {i} of the sequence");
            }

            items.Add(item);
        }

        return new Sequence(list, [.. items]);
    }

    private static bool MayFollow(SpkiObject item, SpkiObject? before) => item switch
    {
        Signature signature => before is Certificate or RevocationObject && signature.Covers(before),
        HashOperation => before is KeyObject or Certificate,
        Sequence or Acl => false,
        _ => true,
    };
}
