using Sprache;

namespace HiperNet.Vpxi.Language;

/// <summary>
/// A place in a text as Sprache's parsers see it. It counts how deep statements and parentheses are nested, so that
/// no text can exhaust the stack; <see cref="Skip"/> passes over any number of characters at once.
/// </summary>
internal sealed class VxdlInput(string text, int position, int depth, SyntaxFaults faults) : IInput
{
    /// <summary>The beginning of a text.</summary>
    public VxdlInput(string text)
        : this(text, 0, 0, new SyntaxFaults())
    {
    }

    /// <summary>What is wrong with the text; statements that cannot be read are told here and left out.</summary>
    public SyntaxFaults Faults => faults;

    /// <inheritdoc/>
    public string Source => text;

    /// <inheritdoc/>
    public int Position => position;

    /// <summary>Statements and parentheses around this place.</summary>
    public int Depth => depth;

    /// <summary>What stands at this place and after it.</summary>
    public ReadOnlySpan<char> Rest => text.AsSpan(position);

    /// <inheritdoc/>
    public bool AtEnd => position >= text.Length;

    /// <inheritdoc/>
    public char Current => text[position];

    /// <inheritdoc/>
    public int Line => 1 + text.AsSpan(0, position).Count('\n');

    /// <inheritdoc/>
    public int Column => position - text.AsSpan(0, position).LastIndexOf('\n');

    /// <summary>Not offered: no parser here recurs to the left.</summary>
    public IDictionary<object, object> Memos => throw new NotSupportedException("No parser here keeps memos.");

    /// <inheritdoc/>
    public IInput Advance() => Skip(1);

    /// <summary>The place <paramref name="count"/> characters further on.</summary>
    public VxdlInput Skip(int count) => new(text, position + count, depth, faults);

    /// <summary>The same place, so many levels deeper.</summary>
    public VxdlInput Deeper(int levels) => new(text, position, depth + levels, faults);

    /// <inheritdoc/>
    public bool Equals(IInput? other) => other is VxdlInput input && input.Position == position;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as IInput);

    /// <inheritdoc/>
    public override int GetHashCode() => position;
}
