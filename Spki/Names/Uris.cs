using System.Collections.Immutable;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Names;

/// <summary>
/// Places where something may be found, <c>(uri &lt;uri&gt;+)</c> (draft-06 section 2). They are hints: nothing
/// here ever follows one, and no decision depends on them.
/// </summary>
public sealed record Uris(ImmutableArray<SexpAtom> Values)
{
    /// <summary>The object, <c>(uri ...)</c>.</summary>
    public SexpList ToSexp() => SexpList.Of(["uri", .. Values]);

    /// <summary>Reads <c>(uri &lt;uri&gt;+)</c>; null if it is anything else.</summary>
    public static Uris? Parse(SexpNode node)
    {
        if (node is not SexpList { Count: > 1 } list || !list.Head.SequenceEqual("uri"u8))
        {
            return null;
        }

        ImmutableArray<SexpAtom> values = [.. list.Items.Skip(1).OfType<SexpAtom>()];
        return values.Length == list.Count - 1 ? new Uris(values) : null;
    }
}
