using System.Text;

namespace HiperNet.Spki.Sexp;

/// <summary>An octet string, with or without a display hint (RFC 9804 sections 4 and 4.6).</summary>
public sealed class SexpAtom : SexpNode
{
    private readonly ReadOnlyMemory<byte>? hint;

    /// <summary>An atom of these octets, which must not change afterwards.</summary>
    public SexpAtom(ReadOnlyMemory<byte> octets, ReadOnlyMemory<byte>? hint = null)
        : base(Length(octets, hint), depth: 0)
    {
        Octets = octets;
        this.hint = hint;
    }

    /// <summary>The octets.</summary>
    public ReadOnlyMemory<byte> Octets { get; }

    /// <summary>The display hint, or null. An atom without one equals none that has one.</summary>
    public ReadOnlyMemory<byte>? Hint => hint;

    /// <summary>An atom of the UTF-8 octets of <paramref name="text"/>.</summary>
    public static SexpAtom Of(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>An atom of a copy of <paramref name="octets"/>.</summary>
    public static SexpAtom Of(ReadOnlySpan<byte> octets) => new(octets.ToArray());

    /// <summary>Whether the octets are exactly <paramref name="octets"/> and no display hint is there.</summary>
    public bool Is(ReadOnlySpan<byte> octets) => hint is null && Octets.Span.SequenceEqual(octets);

    /// <inheritdoc/>
    internal override int WriteCanonical(Span<byte> output)
    {
        int at = 0;
        if (hint is { } shown)
        {
            output[at++] = (byte)'[';
            at += Verbatim.Write(shown.Span, output[at..]);
            output[at++] = (byte)']';
        }

        return at + Verbatim.Write(Octets.Span, output[at..]);
    }

    private static int Length(ReadOnlyMemory<byte> octets, ReadOnlyMemory<byte>? hint) =>
        checked(Verbatim.Length(octets.Length) + (hint is { } shown ? Verbatim.Length(shown.Length) + 2 : 0));
}
