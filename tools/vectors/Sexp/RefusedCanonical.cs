using HiperNet.Spki.Sexp;
using static HiperNet.Spki.Sexp.SexpFault;

namespace HiperNet.Vectors.Sexp;

/// <summary>What is not the canonical form (RFC 9804 sections 6.2 and 7.2).</summary>
internal static class RefusedCanonical
{
    public static IReadOnlyList<SexpCase> Cases { get; } =
    [
        Refuse("nothing", UnexpectedEnd, "7.2: one expression", ""),
        Refuse("a space", UnexpectedByte, "7.2: no white space", " "),
        Refuse("a space before the expression", UnexpectedByte, "7.2: no white space", " 3:abc"),
        Refuse("a newline after the expression", TrailingBytes, "7.2: no white space", "3:abc\n"),
        Refuse("a byte order mark", UnexpectedByte, "7.2", "\u00EF\u00BB\u00BF3:abc"),
        Refuse("bytes after an octet string", TrailingBytes, "7.2: one expression", "1:a)zz"),
        Refuse("two octet strings", TrailingBytes, "7.2: one expression", "1:a1:b"),
        Refuse("two lists", TrailingBytes, "7.2: one expression", "()()"),
        Refuse("a list closed twice", TrailingBytes, "7.2: one expression", "(1:a))"),
        Refuse("a list never closed", UnexpectedEnd, "7.2", "(3:abc"),
        Refuse("an opening parenthesis alone", UnexpectedEnd, "7.2", "("),
        Refuse("a closing parenthesis alone", UnexpectedByte, "7.2", ")"),
        Refuse("a NUL octet alone", UnexpectedByte, "7.2", "\0"),
        Refuse("a length with a leading zero", LeadingZero, "4.1: no leading zeros", "03:abc"),
        Refuse("a length of two zeros", LeadingZero, "4.1: no leading zeros", "00:"),
        Refuse("a leading zero before a length over every limit", LeadingZero, "4.1", "099999999999:abc"),
        Refuse("a leading zero and nothing more", LeadingZero, "4.1", "(00"),
        Refuse("a length that runs past the end", UnexpectedEnd, "4.1", "4:abc"),
        Refuse("a length that takes the closing parenthesis", UnexpectedEnd, "4.1", "(4:abc)"),
        Refuse("a length without a colon", UnexpectedByte, "4.1", "3abc"),
        Refuse("a length alone", UnexpectedEnd, "4.1", "3"),
        Refuse("a colon without a length", UnexpectedByte, "4.1", ":abc"),
        Refuse("a negative length", UnexpectedByte, "4.1", "-1:a"),
        Refuse("a length with a plus", UnexpectedByte, "4.1", "+1:a"),
        Refuse("a space in a length", UnexpectedByte, "4.1: no blanks between the parts", "3 :abc"),
        Refuse("a hexadecimal length", UnexpectedByte, "4.1: decimal", "0x3:abc"),
        Refuse("a digit of Latin-1 that is not ASCII", UnexpectedByte, "4.1", "\u00B2:ab"),
        Refuse("length 2^31", AtomTooLong, "limit MaxAtomBytes; no wrap", "(2147483648:abc)"),
        Refuse("length 2^32 + 3", AtomTooLong, "limit MaxAtomBytes; no 32-bit wrap", "(4294967299:abc)"),
        Refuse("length 2^63", AtomTooLong, "limit MaxAtomBytes; no wrap", "(9223372036854775808:abc)"),
        Refuse("length 2^64 - 1", AtomTooLong, "limit MaxAtomBytes; no wrap", "18446744073709551615:abc"),
        Refuse("length 2^64 + 3", AtomTooLong, "limit MaxAtomBytes; no 64-bit wrap", "(18446744073709551619:abc)"),
        Refuse("a length of 100,000 digits", AtomTooLong, "limit MaxAtomBytes", new Repeated("9", 100_000), ":a"),
        Refuse("a length of 100,000 zeros", LeadingZero, "4.1", new Repeated("0", 100_000), ":"),
        Refuse("a hint on a list", MisplacedHint, "4.6: hints are for octet strings", "[4:text](3:abc)"),
        Refuse("a hint in a hint", MisplacedHint, "4.6: hints do not nest", "[[1:a]1:b]1:c"),
        Refuse("two hints", MisplacedHint, "4.6: a single hint", "[1:a][1:b]1:c"),
        Refuse("a hint before the end of a list", MisplacedHint, "4.6", "([1:a])"),
        Refuse("a hint before nothing", UnexpectedEnd, "4.6", "[1:a]"),
        Refuse("a hint never closed", UnexpectedEnd, "4.6", "[1:a"),
        Refuse("a hint that is cut", UnexpectedEnd, "4.6", "["),
        Refuse("an empty pair of brackets", UnexpectedByte, "4.6", "[]1:a"),
        Refuse("two octet strings in a hint", UnexpectedByte, "4.6", "[1:a1:b]1:c"),
        Refuse("a list in a hint", UnexpectedByte, "4.6", "[(1:a)]1:b"),
        Refuse("a space in a hint", UnexpectedByte, "7.2", "[ 1:a]1:b"),
        Refuse("a space after a hint", MisplacedHint, "7.2", "[1:a] 1:b"),
        Refuse("a closing bracket alone", UnexpectedByte, "7.2", "(]1:a)"),
        Refuse("a token", UnexpectedByte, "6.2: verbatim only", "(abc)"),
        Refuse("a quoted string", UnexpectedByte, "6.2: verbatim only", "(\"abc\")"),
        Refuse("a quoted string with a length", UnexpectedByte, "6.2: verbatim only", "(3\"abc\")"),
        Refuse("a hexadecimal string", UnexpectedByte, "6.2: verbatim only", "(#616263#)"),
        Refuse("a base 64 string", UnexpectedByte, "6.2: verbatim only", "(|YWJj|)"),
        Refuse("a space between elements", UnexpectedByte, "6.2: no blanks", "(1:a 1:b)"),
        Refuse("braces", UnexpectedByte, "6.2: transport is another form", "{KDE6YSk=}"),
        Refuse("braces in a list", UnexpectedByte, "6.2", "(1:a{KDE6YSk=})"),
        Refuse("65 lists in each other", TooDeep, "limit MaxDepth", new Repeated("(", 65), new Repeated(")", 65)),
        Refuse(
            "500,000 lists in each other",
            TooDeep,
            "limit MaxDepth",
            new Repeated("(", 500_000),
            new Repeated(")", 500_000)),
        Refuse("1,000,000 opening parentheses", TooDeep, "limit MaxDepth, not the stack", new Repeated("(", 1_000_000)),
        Refuse(
            "an octet string of 64 KiB and one",
            AtomTooLong,
            "limit MaxAtomBytes",
            "65537:",
            new Repeated("a", 65_537)),
        Refuse(
            "a hint of 64 KiB and one",
            AtomTooLong,
            "limit MaxAtomBytes",
            "[65537:",
            new Repeated("a", 65_537),
            "]0:"),
        Refuse("16,385 elements", TooManyElements, "limit MaxElements", "(", new Repeated("0:", 16_384), ")"),
        Refuse("16,385 empty lists", TooManyElements, "limit MaxElements", "(", new Repeated("()", 16_384), ")"),
        Refuse("1 MiB and one byte", InputTooLong, "limit MaxTotalBytes", new Repeated("(", (1 << 20) + 1)),
    ];

    private static SexpCase Refuse(string name, SexpFault fault, string clause, params Repeated[] input) =>
        new(SexpForm.Canonical, name, input, fault, [], clause);
}
