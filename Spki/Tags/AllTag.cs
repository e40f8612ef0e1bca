using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Tags;

/// <summary>The tag <c>(*)</c>: every request.</summary>
internal sealed class AllTag : TagExpression
{
    private AllTag()
        : base(nodes: 2, bytes: 5, isGround: false)
    {
    }

    public static AllTag Instance { get; } = new();

    public override bool Equals(TagExpression? other) => other is AllTag;

    public override int GetHashCode() => 1;

    internal override bool Covers(TagExpression other, ref TagBudget budget) => true;

    private protected override SexpNode BuildSexp() => SexpList.Of(StarForm.Star);
}
