namespace HiperNet.Spki.Sexp;

/// <summary>What is wrong with an input, and where.</summary>
/// <param name="Fault">What is wrong.</param>
/// <param name="Offset">The byte it was found at, counted from 0.</param>
public readonly record struct SexpError(SexpFault Fault, long Offset)
{
    /// <summary>One line for a person.</summary>
    public override string ToString() => $"{Describe(Fault)} at byte {Offset}";

    /// <summary>A fault in words, without its place.</summary>
    public static string Describe(SexpFault fault) => fault switch
    {
        SexpFault.None => "no fault",
        SexpFault.UnexpectedEnd => "the expression is not complete",
        SexpFault.UnexpectedByte => "a byte that cannot stand here",
        SexpFault.TrailingBytes => "bytes after the end of the expression",
        SexpFault.LeadingZero => "a length with a leading zero",
        SexpFault.MisplacedHint => "a display hint that no octet string follows",
        SexpFault.LengthMismatch => "a length that differs from the octets given",
        SexpFault.BadBase64 => "base 64 that is not canonical",
        SexpFault.BadHex => "hexadecimal with an odd or foreign digit",
        SexpFault.BadEscape => "an escape that does not exist",
        SexpFault.MissingSpace => "two strings that touch",
        SexpFault.TooDeep => "more open lists than the depth limit allows",
        SexpFault.AtomTooLong => "an octet string over the length limit",
        SexpFault.TooManyElements => "more elements than the limit allows",
        SexpFault.InputTooLong => "more input than the limit allows",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
