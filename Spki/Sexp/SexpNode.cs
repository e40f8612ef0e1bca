using System.Diagnostics.CodeAnalysis;

namespace HiperNet.Spki.Sexp;

/// <summary>
/// An immutable S-expression: an <see cref="SexpAtom"/> or a <see cref="SexpList"/>. Two are equal if their
/// canonical forms are, byte for byte, display hints included (RFC 9804 section 4.7).
/// </summary>
public abstract class SexpNode : IEquatable<SexpNode>
{
    private ReadOnlyMemory<byte> canonical;
    private volatile bool hasCanonical;

    private protected SexpNode(int canonicalLength, int depth)
    {
        if (depth > SexpLimits.DepthCeiling)
        {
            throw new ArgumentOutOfRangeException(
                nameof(depth), $"An S-expression nests at most {SexpLimits.DepthCeiling} lists.");
        }

        CanonicalLength = canonicalLength;
        Depth = depth;
    }

    /// <summary>The length of the canonical form, in bytes.</summary>
    public int CanonicalLength { get; }

    /// <summary>How many lists stand around the innermost element of this one; 0 for an atom.</summary>
    public int Depth { get; }

    /// <summary>The canonical form. For what was read, these are the bytes as received.</summary>
    public ReadOnlyMemory<byte> Canonical
    {
        get
        {
            if (!hasCanonical)
            {
                // Two threads may both do this; they write equal bytes.
                byte[] bytes = new byte[CanonicalLength];
                int written = WriteCanonical(bytes);
                System.Diagnostics.Debug.Assert(written == bytes.Length, "the length was counted wrong");
                SetCanonical(bytes);
            }

            return canonical;
        }
    }

    /// <summary>An atom of these UTF-8 octets.</summary>
    public static implicit operator SexpNode(string text) => SexpAtom.Of(text);

    /// <summary>Reads one expression in canonical or basic transport form, as bytes from a network may be.</summary>
    /// <param name="input">The bytes; they must not change afterwards, for the tree keeps slices of them.</param>
    /// <param name="limits">What to accept; <see cref="SexpLimits.Network"/> if null.</param>
    /// <param name="node">The tree, if the result is true.</param>
    /// <param name="error">What is wrong and where, if the result is false.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> input, SexpLimits? limits, [NotNullWhen(true)] out SexpNode? node, out SexpError error)
    {
        if (input.Length > 0 && input.Span[0] == (byte)'{')
        {
            node = null;
            return Transport.TryDecode(input.Span, limits, out byte[]? decoded, out error)
                && CanonicalParser.TryParse(decoded, limits, out node, out error);
        }

        return CanonicalParser.TryParse(input, limits, out node, out error);
    }

    /// <inheritdoc/>
    public bool Equals(SexpNode? other) =>
        other is not null
        && (ReferenceEquals(this, other)
            || (CanonicalLength == other.CanonicalLength && Canonical.Span.SequenceEqual(other.Canonical.Span)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SexpNode);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Canonical.Span);
        return hash.ToHashCode();
    }

    /// <summary>The advanced form on one line.</summary>
    public override string ToString() => AdvancedWriter.WriteLine(this);

    /// <summary>Writes the canonical form to the start of <paramref name="output"/>.</summary>
    /// <returns>The bytes written: <see cref="CanonicalLength"/>.</returns>
    internal abstract int WriteCanonical(Span<byte> output);

    /// <summary>Keeps the bytes that this node was read from.</summary>
    internal void SetCanonical(ReadOnlyMemory<byte> bytes)
    {
        canonical = bytes;
        hasCanonical = true;
    }
}
