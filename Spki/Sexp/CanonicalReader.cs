namespace HiperNet.Spki.Sexp;

/// <summary>
/// Reads one S-expression in canonical form (RFC 9804 section 7.2) token by token, allocating nothing.
/// <code>
/// c-sexp = c-string / "(" *c-sexp ")"      c-string = ["[" verbatim "]"] verbatim
/// verbatim = decimal ":" *OCTET            decimal = "0" / %x31-39 *DIGIT
/// </code>
/// Call <see cref="Read"/> until it returns false, then look at <see cref="Fault"/>: it is
/// <see cref="SexpFault.None"/> exactly if the whole input was one canonical expression.
/// </summary>
public ref struct CanonicalReader
{
    private readonly ReadOnlySpan<byte> input;
    private readonly int maxDepth;
    private readonly int maxAtom;
    private int elementsLeft;
    private int position;
    private int atomStart;
    private int atomLength;

    /// <summary>Starts at the first byte of <paramref name="input"/>, which must outlive the reader.</summary>
    public CanonicalReader(ReadOnlySpan<byte> input, SexpLimits? limits = null)
    {
        limits ??= SexpLimits.Network;
        this.input = input;
        maxDepth = limits.MaxDepth;
        maxAtom = limits.MaxAtomBytes;
        elementsLeft = limits.MaxElements;
        if (input.Length > limits.MaxTotalBytes)
        {
            Fault = SexpFault.InputTooLong;
            position = limits.MaxTotalBytes;
        }
    }

    /// <summary>What the last call of <see cref="Read"/> found.</summary>
    public CanonicalToken Token { get; private set; }

    /// <summary>The octets of the last atom, a slice of the input.</summary>
    public readonly ReadOnlySpan<byte> Atom => input.Slice(atomStart, atomLength);

    /// <summary>The display hint of the last atom; meaningful only if <see cref="HasHint"/>.</summary>
    public ReadOnlySpan<byte> Hint { get; private set; }

    /// <summary>Whether the last atom carries a display hint (which may be empty).</summary>
    public bool HasHint { get; private set; }

    /// <summary>How many lists are open.</summary>
    public int Depth { get; private set; }

    /// <summary>Where the next token starts, or where the fault was found.</summary>
    public readonly int Position => position;

    /// <summary>Why reading stopped, or <see cref="SexpFault.None"/>.</summary>
    public SexpFault Fault { get; private set; }

    /// <summary>The fault with its place.</summary>
    public readonly SexpError Error => new(Fault, position);

    /// <summary>Reads the next token. False at the end of the expression and at a fault.</summary>
    public bool Read()
    {
        if (Fault != SexpFault.None)
        {
            return false;
        }

        bool complete = Depth == 0 && Token != CanonicalToken.None;
        if (position == input.Length)
        {
            return complete ? Stop(SexpFault.None) : Stop(SexpFault.UnexpectedEnd);
        }

        if (complete)
        {
            return Stop(SexpFault.TrailingBytes);
        }

        return input[position] switch
        {
            (byte)'(' => OpenList(),
            (byte)')' => CloseList(),
            (byte)'[' => ReadHintedAtom(),
            _ => ReadPlainAtom(),
        };
    }

    /// <summary>Skips the rest of the list that has just opened, up to and with its end.</summary>
    /// <returns>False if a fault was found.</returns>
    public bool SkipList()
    {
        int outer = Depth - 1;
        while (Depth > outer)
        {
            if (!Read())
            {
                return false;
            }
        }

        return true;
    }

    private bool OpenList()
    {
        if (Depth == maxDepth)
        {
            return Stop(SexpFault.TooDeep);
        }

        if (--elementsLeft < 0)
        {
            return Stop(SexpFault.TooManyElements);
        }

        Depth++;
        position++;
        Token = CanonicalToken.ListStart;
        return true;
    }

    private bool CloseList()
    {
        if (Depth == 0)
        {
            return Stop(SexpFault.UnexpectedByte);
        }

        Depth--;
        position++;
        Token = CanonicalToken.ListEnd;
        return true;
    }

    private bool ReadPlainAtom()
    {
        HasHint = false;
        return ReadAtom();
    }

    private bool ReadHintedAtom()
    {
        position++;
        if (!TryReadVerbatim(out int start, out int length))
        {
            return false;
        }

        if (position == input.Length)
        {
            return Stop(SexpFault.UnexpectedEnd);
        }

        if (input[position] != (byte)']')
        {
            return Stop(SexpFault.UnexpectedByte);
        }

        position++;
        if (position < input.Length && !char.IsAsciiDigit((char)input[position]))
        {
            return Stop(SexpFault.MisplacedHint);
        }

        Hint = input.Slice(start, length);
        HasHint = true;
        return ReadAtom();
    }

    private bool ReadAtom()
    {
        if (--elementsLeft < 0)
        {
            return Stop(SexpFault.TooManyElements);
        }

        if (!TryReadVerbatim(out atomStart, out atomLength))
        {
            return false;
        }

        Token = CanonicalToken.Atom;
        return true;
    }

    /// <summary>
    /// Reads <c>decimal ":" *OCTET</c>. A fault of the length leaves the position where the length starts.
    /// </summary>
    private bool TryReadVerbatim(out int start, out int octets)
    {
        start = octets = 0;
        int at = position;
        long length = 0;
        for (uint digit; (uint)at < (uint)input.Length && (digit = (uint)input[at] - '0') <= 9; at++)
        {
            // The limit is an int and checked at every digit, so no length wraps.
            length = (length * 10) + digit;
            if (length > maxAtom)
            {
                return Stop(input[position] == (byte)'0' ? SexpFault.LeadingZero : SexpFault.AtomTooLong);
            }
        }

        if (at - position > 1 && input[position] == (byte)'0')
        {
            return Stop(SexpFault.LeadingZero);
        }

        if ((uint)at >= (uint)input.Length || input[at] != (byte)':' || at == position)
        {
            return StopWithoutLength(at);
        }

        at++;
        if (length > input.Length - at)
        {
            return Stop(SexpFault.UnexpectedEnd);
        }

        start = at;
        octets = (int)length;
        position = at + octets;
        return true;
    }

    /// <summary>
    /// Says what is wrong at <paramref name="at"/>, where a digit or the colon after digits is missing.
    /// </summary>
    private bool StopWithoutLength(int at)
    {
        bool isNestedHint = at == position && at < input.Length && input[at] == (byte)'[';
        position = at;
        return Stop(
            at == input.Length ? SexpFault.UnexpectedEnd
            : isNestedHint ? SexpFault.MisplacedHint
            : SexpFault.UnexpectedByte);
    }

    private bool Stop(SexpFault fault)
    {
        Fault = fault;
        return false;
    }
}
