using System.Text;
using HiperNet.Spki.Sexp;
using static HiperNet.Spki.Sexp.SexpFault;

namespace HiperNet.Vectors.Sexp;

/// <summary>What is not the basic transport form (RFC 9804 sections 6.1, 6.3 and 7.3).</summary>
internal static class RefusedTransport
{
    public static IReadOnlyList<SexpCase> Cases { get; } =
    [
        Refuse("an opening brace alone", UnexpectedEnd, "7.3", "{"),
        Refuse("braces never closed", UnexpectedEnd, "7.3", "{KDE6YSk="),
        Refuse("empty braces", UnexpectedEnd, "7.3: a canonical form is at least two bytes", "{}"),
        Refuse("only white space in braces", UnexpectedEnd, "7.3", "{ \n }"),
        Refuse("a byte after the braces", TrailingBytes, "7.3", "{KDE6YSk=}x"),
        Refuse("a newline after the braces", TrailingBytes, "7.3", "{KDE6YSk=}\n"),
        Refuse("a space before the braces", UnexpectedByte, "7.3", " {KDE6YSk=}"),
        Refuse("braces in braces", TrailingBytes, "7.3", "{{KDE6YSk=}}"),
        Refuse("base 64 of braces", UnexpectedByte, "7.3: encodes a canonical form", Braces("{KDE6YSk=}")),
        Refuse("base 64 of braces in a list", UnexpectedByte, "7.3", Braces("(1:a{KDE6YSk=})")),
        Refuse(
            "a missing equals sign",
            BadBase64,
            "6.1: every writer writes them; settled in spec/sexp.md",
            "{KDE6YSk}"),
        Refuse("both equals signs missing", BadBase64, "6.1; settled in spec/sexp.md", "{MTphKQ}"),
        Refuse("one equals sign too many", BadBase64, "7.3", "{KDE6YSk==}"),
        Refuse("only equals signs", BadBase64, "7.3", "{====}"),
        Refuse("an equals sign in the middle", BadBase64, "7.3", "{KDE=6YSk}"),
        Refuse("a padded block in the middle", BadBase64, "7.3", "{KA==MTphKQ==}"),
        Refuse("pad bits that are not zero", BadBase64, "RFC 4648 section 3.5", "{KDE6YSl=}"),
        Refuse("four pad bits that are not zero", BadBase64, "RFC 4648 section 3.5", "{MTphKR==}"),
        Refuse("a single character in the last block", BadBase64, "7.3", "{KDE6Y}"),
        Refuse("a foreign character", BadBase64, "6.1", "{KDE6*YSk=}"),
        Refuse("a NUL octet", BadBase64, "6.1", "{KDE6\0YSk=}"),
        Refuse("an octet above 127", BadBase64, "6.1", "{KDE6\u00A0YSk=}"),
        Refuse("the alphabet for URLs", BadBase64, "6.1", "{KDE6Y-__}"),
        Refuse("base 64 of an advanced form", UnexpectedByte, "7.3", Braces("(a)")),
        Refuse("base 64 of a form with a space", UnexpectedByte, "7.3", Braces("( 1:a)")),
        Refuse("base 64 of a form and a newline", TrailingBytes, "7.3", Braces("(1:a)\n")),
        Refuse("base 64 of a leading zero", LeadingZero, "4.1", Braces("(01:a)")),
        Refuse("base 64 of trailing bytes", TrailingBytes, "7.3", Braces("1:a)zz")),
        Refuse("base 64 of half an expression", UnexpectedEnd, "7.3", Braces("(1:a")),
        Refuse("base 64 of a hint on a list", MisplacedHint, "4.6", Braces("[1:a](1:b)")),
        Refuse("base 64 of length 2^32 + 3", AtomTooLong, "limit MaxAtomBytes", Braces("(4294967299:abc)")),
        Refuse("base 64 of length 2^64 + 3", AtomTooLong, "limit MaxAtomBytes", Braces("(18446744073709551619:abc)")),
        Refuse(
            "base 64 of 600,000 opening parentheses",
            TooDeep,
            "limit MaxDepth",
            "{",
            new Repeated("KCgo", 200_000),
            "}"),
        Refuse(
            "base 64 of 1,000,002 opening parentheses",
            InputTooLong,
            "limit MaxTotalBytes",
            "{",
            new Repeated("KCgo", 333_334),
            "}"),
        Refuse(
            "1 MiB of white space in braces",
            InputTooLong,
            "limit MaxTotalBytes",
            "{",
            new Repeated(" ", 1 << 20),
            "MDo=}"),
    ];

    private static SexpCase Refuse(string name, SexpFault fault, string clause, params Repeated[] input) =>
        new(SexpForm.Transport, name, input, fault, [], clause);

    private static Repeated Braces(string content) =>
        $"{{{Convert.ToBase64String(Encoding.Latin1.GetBytes(content))}}}";
}
