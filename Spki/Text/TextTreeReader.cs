using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using HiperNet.Spki.Sexp;
using Sprache;

namespace HiperNet.Spki.Text;

/// <summary>
/// Reads the expressions of a text one after the other. It keeps open lists on a stack of its own, bounded by
/// <see cref="SexpLimits.MaxDepth"/>, and leaves octet strings to <see cref="TextGrammar"/>.
/// </summary>
internal sealed class TextTreeReader
{
    private readonly ReadOnlyMemory<byte> text;
    private readonly SexpLimits limits;
    private readonly Stack<OpenList> open = new();
    private int elementsLeft;

    /// <summary>Starts at the first byte of <paramref name="text"/>.</summary>
    public TextTreeReader(ReadOnlyMemory<byte> text, SexpLimits limits)
    {
        this.text = text;
        this.limits = limits;
        elementsLeft = limits.MaxElements;
        if (text.Length > limits.MaxTotalBytes)
        {
            Position = limits.MaxTotalBytes;
            _ = Fail(SexpFault.InputTooLong, $"at most {limits.MaxTotalBytes} bytes");
        }
    }

    /// <summary>The byte after what was read.</summary>
    public int Position { get; private set; }

    /// <summary>Why reading stopped; its fault is <see cref="SexpFault.None"/> if nothing is wrong.</summary>
    public SexpTextError Error { get; private set; }

    private bool HasFailed => Error.Fault != SexpFault.None;

    /// <summary>Passes over white space. False at the end of the text and after a fault.</summary>
    /// <param name="start">Where the next expression starts, if the result is true.</param>
    public bool TrySkipToNext(out int start)
    {
        if (!HasFailed)
        {
            int count = text.Span[Position..].IndexOfAnyExcept(TextInput.WhiteSpace);
            Position = count < 0 ? text.Length : Position + count;
        }

        start = Position;
        return !HasFailed && Position < text.Length;
    }

    /// <summary>Requires that only white space is left.</summary>
    public bool TryEnd() =>
        !TrySkipToNext(out _) ? !HasFailed : Fail(SexpFault.TrailingBytes, "the end of the text");

    /// <summary>Reads one expression.</summary>
    public bool TryRead([NotNullWhen(true)] out SexpNode? node)
    {
        node = null;
        while (node is null && !HasFailed)
        {
            if (!TrySkipToNext(out _))
            {
                string expected = open.Count == 0 ? TextGrammar.Expression : ClosingParenthesis();
                return Fail(SexpFault.UnexpectedEnd, expected);
            }

            SexpNode? done = ReadElement();
            if (done is not null && open.TryPeek(out OpenList parent))
            {
                parent.Items.Add(done);
            }
            else
            {
                node = done;
            }
        }

        return node is not null;
    }

    /// <summary>Reads an octet string or one end of a list; null if nothing is complete yet, or at a fault.</summary>
    private SexpNode? ReadElement() => text.Span[Position] switch
    {
        (byte)'(' => StartList(),
        (byte)')' => CloseList(),
        (byte)'{' => ReadTransport(),
        _ => ReadAtom(),
    };

    private SexpNode? StartList()
    {
        if (open.Count == limits.MaxDepth)
        {
            _ = Fail(SexpFault.TooDeep, $"at most {limits.MaxDepth} open lists");
        }
        else if (CountElements(1))
        {
            open.Push(new OpenList(Position, ImmutableArray.CreateBuilder<SexpNode>()));
            Position++;
        }

        return null;
    }

    private SexpList? CloseList()
    {
        if (!open.TryPop(out OpenList list))
        {
            _ = Fail(SexpFault.UnexpectedByte, TextGrammar.Expression);
            return null;
        }

        Position++;
        return new SexpList(list.Items.DrainToImmutable());
    }

    private SexpAtom? ReadAtom()
    {
        if (!CountElements(1))
        {
            return null;
        }

        IResult<SexpAtom> result = TextGrammar.Atom(new TextInput(text, limits, Position));
        Position = result.Remainder.Position;
        if (result.WasSuccessful)
        {
            return result.Value;
        }

        _ = Fail(TextFault.Of(result), string.Join(" or ", result.Expectations));
        return null;
    }

    /// <summary>Reads braces with the canonical form in base 64; they stand only around a whole expression.</summary>
    private SexpNode? ReadTransport()
    {
        if (open.Count > 0)
        {
            _ = Fail(SexpFault.UnexpectedByte, "an element: braces stand only around a whole expression");
            return null;
        }

        int length = text.Span[Position..].IndexOf((byte)'}') + 1;
        if (length == 0)
        {
            Position = text.Length;
            _ = Fail(SexpFault.UnexpectedEnd, "'}'");
            return null;
        }

        ReadOnlyMemory<byte> braces = text.Slice(Position, length);
        SexpLimits rest = limits with { MaxElements = elementsLeft };
        if (!SexpNode.TryParse(braces, rest, out SexpNode? node, out SexpError error))
        {
            _ = Fail(error.Fault, "a canonical expression in base 64");
            return null;
        }

        Position += length;
        return CountElements(Elements(node)) ? node : null;
    }

    private bool CountElements(int count)
    {
        elementsLeft -= count;
        return elementsLeft >= 0 || Fail(SexpFault.TooManyElements, $"at most {limits.MaxElements} elements");
    }

    private bool Fail(SexpFault fault, string expected)
    {
        (int line, int column) = TextInput.LineAndColumn(text.Span[..Position]);
        Error = new SexpTextError(fault, Position, line, column, expected);
        return false;
    }

    private string ClosingParenthesis()
    {
        (int line, int column) = TextInput.LineAndColumn(text.Span[..open.Peek().Start]);
        return $"')' for the list opened at line {line}, column {column}";
    }

    /// <summary>Counts a tree's atoms and lists; its depth is within the limits.</summary>
    private static int Elements(SexpNode node) => node is SexpList list ? 1 + list.Items.Sum(Elements) : 1;

    private readonly record struct OpenList(int Start, ImmutableArray<SexpNode>.Builder Items);
}
