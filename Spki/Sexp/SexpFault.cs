namespace HiperNet.Spki.Sexp;

/// <summary>Why bytes are not an acceptable S-expression.</summary>
public enum SexpFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The input ends inside an element, or is empty.</summary>
    UnexpectedEnd,

    /// <summary>A byte stands where the grammar allows none like it.</summary>
    UnexpectedByte,

    /// <summary>Bytes follow the end of the expression.</summary>
    TrailingBytes,

    /// <summary>A length is written with a leading zero (RFC 9804 section 4.1 has one spelling a length).</summary>
    LeadingZero,

    /// <summary>A display hint stands on a list, inside a hint, or before nothing (RFC 9804 section 4.6).</summary>
    MisplacedHint,

    /// <summary>A written length differs from the octets that follow it.</summary>
    LengthMismatch,

    /// <summary>Base 64 with a wrong length, a wrong character, or pad bits that are not zero.</summary>
    BadBase64,

    /// <summary>Hexadecimal with an odd number of digits or a wrong character.</summary>
    BadHex,

    /// <summary>An escape that the grammar does not have, or an octal one above 377.</summary>
    BadEscape,

    /// <summary>Two atoms that need white space between them touch.</summary>
    MissingSpace,

    /// <summary>More lists are open than <see cref="SexpLimits.MaxDepth"/>.</summary>
    TooDeep,

    /// <summary>An atom is, or says it is, longer than <see cref="SexpLimits.MaxAtomBytes"/>.</summary>
    AtomTooLong,

    /// <summary>There are more elements than <see cref="SexpLimits.MaxElements"/>.</summary>
    TooManyElements,

    /// <summary>The input is longer than <see cref="SexpLimits.MaxTotalBytes"/>.</summary>
    InputTooLong,
}
