using System.Buffers;
using HiperNet.Spki.Sexp;
using Sprache;

namespace HiperNet.Spki.Text;

/// <summary>
/// A place in a text of bytes, as Sprache's parsers see it: each byte is a Latin-1 character. Line and column are
/// counted only when asked for, and <see cref="Skip"/> passes over any number of bytes at once, so an octet
/// string of megabytes costs no more than its bytes.
/// </summary>
internal sealed class TextInput : IInput
{
    /// <summary>The place <paramref name="position"/> of <paramref name="text"/>.</summary>
    public TextInput(ReadOnlyMemory<byte> text, SexpLimits limits, int position)
    {
        Text = text;
        Limits = limits;
        Position = position;
    }

    /// <summary>White space between elements (RFC 9804 section 3).</summary>
    public static SearchValues<byte> WhiteSpace => StrictBase64.WhiteSpace;

    /// <summary>The whole text.</summary>
    public ReadOnlyMemory<byte> Text { get; }

    /// <summary>What the parsers may accept.</summary>
    public SexpLimits Limits { get; }

    /// <summary>What stands at this place and after it.</summary>
    public ReadOnlySpan<byte> Rest => Text.Span[Position..];

    /// <inheritdoc/>
    public int Position { get; }

    /// <inheritdoc/>
    public bool AtEnd => Position == Text.Length;

    /// <inheritdoc/>
    public char Current => (char)Text.Span[Position];

    /// <inheritdoc/>
    public int Line => LineAndColumn(Text.Span[..Position]).Line;

    /// <inheritdoc/>
    public int Column => LineAndColumn(Text.Span[..Position]).Column;

    /// <summary>Not offered: the text is bytes and may be large.</summary>
    public string Source => throw new NotSupportedException("The text is bytes; no parser here asks for a string.");

    /// <summary>Not offered: no parser here is recursive.</summary>
    public IDictionary<object, object> Memos => throw new NotSupportedException("No parser here keeps memos.");

    /// <summary>The line and column after these bytes, counted from 1. LF, CR and CRLF end a line.</summary>
    public static (int Line, int Column) LineAndColumn(ReadOnlySpan<byte> before)
    {
        int line = 1;
        int start = 0;
        for (int at = 0; at < before.Length; at++)
        {
            int next = before[at..].IndexOfAny((byte)'\n', (byte)'\r');
            if (next < 0)
            {
                break;
            }

            at += next;
            bool isFirstOfCrLf = before[at] == '\r' && at + 1 < before.Length && before[at + 1] == '\n';
            at += isFirstOfCrLf ? 1 : 0;
            line++;
            start = at + 1;
        }

        return (line, before.Length - start + 1);
    }

    /// <inheritdoc/>
    public IInput Advance() => Skip(1);

    /// <summary>The place <paramref name="count"/> bytes further on.</summary>
    public TextInput Skip(int count) => new(Text, Limits, Position + count);

    /// <inheritdoc/>
    public bool Equals(IInput? other) => other is TextInput input && input.Position == Position;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as IInput);

    /// <inheritdoc/>
    public override int GetHashCode() => Position;
}
