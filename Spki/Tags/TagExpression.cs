using System.Diagnostics.CodeAnalysis;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Tags;

/// <summary>
/// What a certificate grants: a set of requests, in normal form (RFC 2693 section 6.3.1;
/// <c>spec/tags.md</c>). Two expressions are equal if their normal forms are. Immutable and safe to share
/// between threads.
/// </summary>
public abstract class TagExpression : IEquatable<TagExpression>
{
    private SexpNode? sexp;

    private protected TagExpression(int nodes, long bytes, bool isGround)
    {
        Nodes = nodes;
        Bytes = bytes;
        IsGround = isGround;
    }

    /// <summary>The tag <c>(*)</c>, which grants everything.</summary>
    public static TagExpression All => AllTag.Instance;

    /// <summary>
    /// Whether no star form remains in the normal form, so that the expression can be a request. Bytes from a
    /// requester go through <see cref="TryParseRequest"/>, which refuses star forms as they are written.
    /// </summary>
    public bool IsGround { get; }

    /// <summary>The atoms and lists of the printed form.</summary>
    internal int Nodes { get; }

    /// <summary>The bytes of the canonical form, or a few more.</summary>
    internal long Bytes { get; }

    /// <summary>Reads the expression that stands inside <c>(tag ...)</c>.</summary>
    /// <param name="node">
    /// The expression; its bytes must not change afterwards, for the tag keeps slices of them.
    /// </param>
    /// <param name="tag">The tag in normal form, if the result is true.</param>
    /// <param name="fault">What is wrong, if the result is false; the tag then grants nothing.</param>
    public static bool TryParse(SexpNode node, [NotNullWhen(true)] out TagExpression? tag, out TagFault fault) =>
        new TagParser(allowStars: true).TryParse(node, out tag, out fault);

    /// <summary>Reads a request: an expression in which no list starts with <c>*</c>.</summary>
    /// <param name="node">
    /// The expression; its bytes must not change afterwards, for the tag keeps slices of them.
    /// </param>
    /// <param name="tag">The request, if the result is true; it is ground.</param>
    /// <param name="fault">What is wrong, if the result is false.</param>
    public static bool TryParseRequest(SexpNode node, [NotNullWhen(true)] out TagExpression? tag, out TagFault fault) =>
        new TagParser(allowStars: false).TryParse(node, out tag, out fault);

    /// <summary>Reads <c>(tag X)</c> with exactly one expression inside.</summary>
    /// <param name="node">The whole field of the certificate, wrapper included.</param>
    /// <param name="tag">The tag in normal form, if the result is true.</param>
    /// <param name="fault">What is wrong, if the result is false; the tag then grants nothing.</param>
    public static bool TryParseWrapped(SexpNode node, [NotNullWhen(true)] out TagExpression? tag, out TagFault fault)
    {
        tag = null;
        if (node is not SexpList list || !list.Head.SequenceEqual("tag"u8))
        {
            fault = TagFault.NotATag;
            return false;
        }

        if (list.Count != 2)
        {
            fault = TagFault.NotOneExpression;
            return false;
        }

        return TryParse(list[1], out tag, out fault);
    }

    /// <summary>What both grant, or null if that is nothing or too complex to say.</summary>
    public static TagExpression? Intersect(TagExpression a, TagExpression b) => Intersect(a, b, out _);

    /// <summary>What both grant, within <see cref="TagLimits"/>.</summary>
    /// <param name="a">A tag.</param>
    /// <param name="b">Another; the order of the two does not matter.</param>
    /// <param name="outcome">Why the result is null, if it is.</param>
    /// <returns>The intersection in normal form, or null: nothing is granted.</returns>
    public static TagExpression? Intersect(TagExpression a, TagExpression b, out TagOutcome outcome)
    {
        TagBudget budget = TagBudget.Standard;
        return Intersect(a, b, ref budget, out outcome);
    }

    /// <summary>
    /// What both grant, within <see cref="TagLimits"/> and the steps left in a shared budget.
    /// </summary>
    /// <param name="a">A tag.</param>
    /// <param name="b">Another; the order of the two does not matter.</param>
    /// <param name="budget">The steps that are left; those taken are taken away.</param>
    /// <param name="outcome">Why the result is null, if it is.</param>
    /// <returns>The intersection in normal form, or null: nothing is granted.</returns>
    public static TagExpression? Intersect(
        TagExpression a, TagExpression b, ref TagBudget budget, out TagOutcome outcome)
    {
        TagExpression? meet = budget.IsExhausted ? null : TagMeet.Of(a, b, ref budget);
        outcome = budget.IsExhausted ? TagOutcome.TooComplex : meet is null ? TagOutcome.Empty : TagOutcome.Granted;
        return outcome == TagOutcome.Granted ? meet : null;
    }

    /// <summary>
    /// The decision: whether this tag grants <paramref name="request"/>. Linear in the size of this tag,
    /// allocates nothing. False for a request that is not ground: a set of requests is never granted as one.
    /// </summary>
    public bool Includes(TagExpression request)
    {
        TagBudget budget = TagBudget.Standard;
        return request.IsGround && Covers(request, ref budget);
    }

    /// <inheritdoc/>
    public abstract bool Equals(TagExpression? other);

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as TagExpression);

    /// <inheritdoc/>
    public abstract override int GetHashCode();

    /// <summary>
    /// The normal form as an S-expression. <see cref="TryParse"/> reads it back to an equal tag, unless it
    /// contains <c>(* and ...)</c>, which only an intersection makes and no certificate can carry.
    /// </summary>
    public SexpNode ToSexp() => sexp ??= BuildSexp();

    /// <summary>The normal form in advanced form on one line, for people.</summary>
    public sealed override string ToString() => ToSexp().ToString();

    /// <summary>
    /// Whether the intersection of both would be <paramref name="other"/>, found without building it. A false
    /// answer may also mean that the budget is exhausted.
    /// </summary>
    internal abstract bool Covers(TagExpression other, ref TagBudget budget);

    private protected abstract SexpNode BuildSexp();
}
