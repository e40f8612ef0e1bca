using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Tags;

/// <summary>
/// One octet string, with or without a display hint. The hint is part of what it is (RFC 9804 section 6.1
/// compares it), so a hinted atom belongs to no range or prefix: those are sets of bare octet strings.
/// </summary>
internal sealed class AtomTag : TagExpression
{
    public AtomTag(SexpAtom atom)
        : base(nodes: 1, atom.CanonicalLength, isGround: true) => Atom = atom;

    public SexpAtom Atom { get; }

    public ReadOnlySpan<byte> Octets => Atom.Octets.Span;

    public bool HasHint => Atom.Hint is not null;

    public override bool Equals(TagExpression? other) =>
        ReferenceEquals(this, other) || (other is AtomTag atom && SameAs(atom));

    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Octets);
        return hash.ToHashCode();
    }

    internal override bool Covers(TagExpression other, ref TagBudget budget) =>
        other is AtomTag atom && budget.SpendOctets(Octets.Length) && SameAs(atom);

    private protected override SexpNode BuildSexp() => Atom;

    private bool SameAs(AtomTag other) =>
        Octets.SequenceEqual(other.Octets)
        && HasHint == other.HasHint
        && (!HasHint || Atom.Hint!.Value.Span.SequenceEqual(other.Atom.Hint!.Value.Span));
}
