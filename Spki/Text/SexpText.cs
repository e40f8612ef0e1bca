using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Text;

/// <summary>
/// Reads S-expressions that people write: the advanced form (RFC 9804 section 6.4), of which the canonical form
/// is a part, and the basic transport form between braces. For files and command lines: what comes from
/// a network is read by <see cref="SexpNode.TryParse"/>, which knows no advanced form.
/// </summary>
public static class SexpText
{
    /// <summary>Reads one expression, with white space around it and nothing else.</summary>
    /// <param name="text">The bytes; they must not change afterwards, for the tree keeps slices of them.</param>
    /// <param name="limits">What to accept; <see cref="SexpLimits.File"/> if null.</param>
    /// <param name="node">The tree, if the result is true.</param>
    /// <param name="error">What is wrong and where, if the result is false.</param>
    [OverloadResolutionPriority(1)]
    public static bool TryParse(
        ReadOnlyMemory<byte> text,
        SexpLimits? limits,
        [NotNullWhen(true)] out SexpNode? node,
        out SexpTextError error)
    {
        TextTreeReader reader = new(text, limits ?? SexpLimits.File);
        bool done = reader.TryRead(out node) && reader.TryEnd();
        node = done ? node : null;
        error = reader.Error;
        return node is not null;
    }

    /// <summary>Reads one expression from a copy of <paramref name="text"/>.</summary>
    /// <param name="text">The bytes.</param>
    /// <param name="limits">What to accept; <see cref="SexpLimits.File"/> if null.</param>
    /// <param name="node">The tree, if the result is true.</param>
    /// <param name="error">What is wrong and where, if the result is false.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> text,
        SexpLimits? limits,
        [NotNullWhen(true)] out SexpNode? node,
        out SexpTextError error) =>
        TryParse(text.ToArray().AsMemory(), limits, out node, out error);

    /// <summary>Reads all expressions of a text that holds any number of them, as certificate files do.</summary>
    /// <param name="text">The bytes; they must not change afterwards, for the trees keep slices of them.</param>
    /// <param name="limits">
    /// What to accept; <see cref="SexpLimits.File"/> if null. <see cref="SexpLimits.MaxElements"/> counts the whole
    /// text.
    /// </param>
    /// <param name="items">
    /// The expressions in order, possibly none; those before the fault if the result is false.
    /// </param>
    /// <param name="error">What is wrong and where, if the result is false.</param>
    public static bool TryParseAll(
        ReadOnlyMemory<byte> text,
        SexpLimits? limits,
        out IReadOnlyList<SexpTextItem> items,
        out SexpTextError error)
    {
        TextTreeReader reader = new(text, limits ?? SexpLimits.File);
        List<SexpTextItem> found = [];
        while (reader.TrySkipToNext(out int start) && reader.TryRead(out SexpNode? node))
        {
            found.Add(new SexpTextItem(node, start, reader.Position));
        }

        items = found;
        error = reader.Error;
        return error.Fault == SexpFault.None;
    }

    /// <summary>Reads all expressions of a text; see <see cref="TryParseAll"/>.</summary>
    /// <param name="text">The bytes; they must not change afterwards.</param>
    /// <param name="limits">What to accept; <see cref="SexpLimits.File"/> if null.</param>
    /// <exception cref="SexpFileException">The text holds something else.</exception>
    public static IReadOnlyList<SexpTextItem> ParseAll(ReadOnlyMemory<byte> text, SexpLimits? limits = null) =>
        TryParseAll(text, limits, out IReadOnlyList<SexpTextItem> items, out SexpTextError error)
            ? items
            : throw new SexpFileException("text", error);
}
