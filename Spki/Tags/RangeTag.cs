using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Tags;

/// <summary>
/// The octet strings without a hint that lie between two bounds of one ordering; always more than one.
/// </summary>
internal abstract class RangeTag : TagExpression
{
    /// <summary>The atoms and lists in <c>(* range numeric)</c> or <c>(* prefix x)</c>.</summary>
    private const int FrameNodes = 4;

    /// <summary>The canonical bytes of a range without its bounds, or a few more.</summary>
    private const int FrameBytes = 48;

    private protected RangeTag(RangeKind kind, int bounds, long boundBytes)
        : base(FrameNodes + (2 * bounds), FrameBytes + boundBytes, isGround: false) => Kind = kind;

    public RangeKind Kind { get; }

    /// <summary>
    /// The intersection with a range of the same kind: a range, an atom, or null if it is empty.
    /// </summary>
    public abstract TagExpression? MeetSameKind(RangeTag other);

    /// <summary>Whether this range lies around <paramref name="other"/>, which is of the same kind.</summary>
    public abstract bool CoversSameKind(RangeTag other);

    /// <summary>Whether the octets are the spelling of a value in the range.</summary>
    public abstract bool Contains(ReadOnlySpan<byte> octets);

    internal sealed override bool Covers(TagExpression other, ref TagBudget budget) => other switch
    {
        AtomTag atom => budget.SpendOctets(atom.Octets.Length) && !atom.HasHint && Contains(atom.Octets),
        RangeTag range => range.Kind == Kind && CoversSameKind(range),
        ConjunctionTag conjunction => conjunction.PartOf(Kind) is { } part && CoversSameKind(part),
        SetTag set => set.IsCoveredBy(this, ref budget),
        _ => false,
    };

    /// <summary>An atom that an intersection has closed down to.</summary>
    private protected static AtomTag Single(ReadOnlyMemory<byte> octets) => new(new SexpAtom(octets));
}
