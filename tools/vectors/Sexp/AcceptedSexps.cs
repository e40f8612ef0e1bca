using HiperNet.Spki.Sexp;

namespace HiperNet.Vectors.Sexp;

/// <summary>What must be read, with its canonical form written by hand.</summary>
internal static class AcceptedSexps
{
    public static IReadOnlyList<SexpCase> Cases { get; } =
    [
        Canonical("an empty octet string", "6.2", "0:"),
        Canonical("an octet string", "4.1", "3:abc"),
        Canonical("an octet string that looks like syntax", "6.2", "10:foo)]}>bar"),
        Canonical("an octet string of colons and a quote", "4.1", "4:::\":"),
        Canonical("an octet string of ten", "4.1", "10:abcdefghij"),
        Canonical("octets 0 and 255", "4.1", "4:\0\u00FF()"),
        Canonical("an empty list", "5", "()"),
        Canonical("empty lists in a list", "5", "(()(()))"),
        Canonical("a list", "6.2", "(6:issuer3:bob)"),
        Canonical("a hint", "6.2", "(4:icon[12:image/bitmap]9:xxxxxxxxx)"),
        Canonical("an empty hint on an empty octet string", "4.6", "[0:]0:"),
        Canonical("the default hint, kept", "4.6: not suppressed", "[24:application/octet-stream]1:a"),
        Canonical("lists in a list", "6.2", "(7:subject(3:ref5:alice6:mother))"),
        Canonical("64 lists in each other", "limit MaxDepth", new Repeated("(", 64), new Repeated(")", 64)),
        Canonical("an octet string of 64 KiB", "limit MaxAtomBytes", "65536:", new Repeated("a", 65_536)),
        Canonical("a hint of 64 KiB", "limit MaxAtomBytes", "[65536:", new Repeated("h", 65_536), "]0:"),
        Canonical("16,384 elements", "limit MaxElements", "(", new Repeated("0:", 16_383), ")"),
        Transport("a list in braces", "6.3", "{KDE6YTE6YjE6Yyk=}", "(1:a1:b1:c)"),
        Transport("white space in braces", "6.3", "{KDE6YTE6YjE\n   6Yyk= }", "(1:a1:b1:c)"),
        Transport("all six kinds of white space in braces", "6.1", "{ K\tD\vE\f6\rY\nSk= }", "(1:a)"),
        Transport("an empty octet string in braces", "7.3", "{MDo=}", "0:"),
        Transport("two equals signs in braces", "7.3", "{MjphYg==}", "2:ab"),
        Transport("whole blocks in braces", "7.3", "{MTph}", "1:a"),
        Transport("the canonical form itself", "6.3", "(1:a1:b1:c)", "(1:a1:b1:c)"),
        Advanced("a token", "4.3", "abc", "3:abc"),
        Advanced("a token of punctuation", "4.3", ":=..", "4::=.."),
        Advanced("all punctuation of tokens", "4.3", "-./_:*+=", "8:-./_:*+="),
        Advanced("a token with digits inside", "4.3", "class-of-1997", "13:class-of-1997"),
        Advanced("a token that looks like a verbatim string", "4.3: read as long as it goes", "a3:abc", "6:a3:abc"),
        Advanced("a token that looks like a negative length", "4.3", "-1:a", "4:-1:a"),
        Advanced("a verbatim string", "4.1", "12:hello world!", "12:hello world!"),
        Advanced("a verbatim string that looks like syntax", "4.1", "(4:)(\"\n b)", "(4:)(\"\n1:b)"),
        Advanced("a quoted string", "4.2", "\"hi there\"", "8:hi there"),
        Advanced("an empty quoted string", "4.2", "\"\"", "0:"),
        Advanced("a quoted string with a length", "4.2", "7\"subject\"", "7:subject"),
        Advanced("a length of octets after escapes", "4.2", "3\"\\n\\n\\n\"", "3:\n\n\n"),
        Advanced("an empty string with a length", "4.2", "0\"\"", "0:"),
        Advanced("all one-letter escapes", "4.2", "\"\\a\\b\\t\\v\\n\\f\\r\\\"\\'\\?\\\\\"", "11:\a\b\t\v\n\f\r\"'?\\"),
        Advanced("one octet in octal and hexadecimal", "4.2", "\"\\376\\xFE\\xfe\"", "3:\u00FE\u00FE\u00FE"),
        Advanced("the smallest and the greatest octal escape", "4.2", "\"\\000\\377\"", "2:\0\u00FF"),
        Advanced("a digit after an octal escape", "4.2", "\"\\1018\"", "2:A8"),
        Advanced("an escaped LF", "4.2", "\"one\\\nline\"", "7:oneline"),
        Advanced("an escaped CR", "4.2", "\"one\\\rline\"", "7:oneline"),
        Advanced("an escaped CRLF", "4.2", "\"one\\\r\nline\"", "7:oneline"),
        Advanced("an escaped LFCR", "4.2", "\"one\\\n\rline\"", "7:oneline"),
        Advanced("spaces after an escaped line end stay", "4.2", "\"has \\\n  one\"", "9:has   one"),
        Advanced("hexadecimal", "4.4", "#616263#", "3:abc"),
        Advanced("hexadecimal with a length", "4.4", "3#616263#", "3:abc"),
        Advanced("white space in hexadecimal, between digits too", "4.4", "# 616\n 263 #", "3:abc"),
        Advanced("empty hexadecimal", "4.4", "##", "0:"),
        Advanced("hexadecimal in both cases", "4.4", "#aAfF#", "2:\u00AA\u00FF"),
        Advanced("base 64", "4.5", "|YWJj|", "3:abc"),
        Advanced("base 64 with a length", "4.5", "3|YWJj|", "3:abc"),
        Advanced("white space in base 64", "4.5", "| Y W\n J j |", "3:abc"),
        Advanced("padded base 64", "4.5", "|YWJjZA==|", "4:abcd"),
        Advanced("base 64 without its equals signs", "4.5: input may drop them", "|YWJjZA|", "4:abcd"),
        Advanced("base 64 with one of two equals signs", "7.1: base-64-end", "|YWJjZA=|", "4:abcd"),
        Advanced("white space among equals signs", "7.1: base-64-end", "|YWJjZA= =|", "4:abcd"),
        Advanced("empty base 64", "4.5", "||", "0:"),
        Advanced("a hint", "4.6", "[image/gif]#00#", "[9:image/gif]1:\0"),
        Advanced("spaces in and after a hint", "4.6", "[  text/richtext  ]  abc", "[13:text/richtext]3:abc"),
        Advanced("a hint in every form", "4.6", "(\"a\"[2:xy]b[#7879#]c[|eHk=|]d)", "(1:a[2:xy]1:b[2:xy]1:c[2:xy]1:d)"),
        Advanced(
            "text in UTF-8 with its hint",
            "4.6",
            "[\"text/plain; charset=utf-8\"]\"b\\xC3\\xB7b\\xE2\\x98\\xBA\"",
            "[25:text/plain; charset=utf-8]7:b\u00C3\u00B7b\u00E2\u0098\u00BA"),
        Advanced("an empty list", "5", " ( ) ", "()"),
        Advanced("a list", "5", "(a bob c)", "(1:a3:bob1:c)"),
        Advanced("lists with spaces", "5", "( a ( bob c ) ( ( d e ) ( e f ) )  )", "(1:a(3:bob1:c)((1:d1:e)(1:e1:f)))"),
        Advanced(
            "a list in the canonical form",
            "5",
            "(11:certificate(6:issuer3:bob))",
            "(11:certificate(6:issuer3:bob))"),
        Advanced(
            "every form in a list",
            "5",
            "(|ODpFeGFtcGxlIQ==| \"1997\" murphy 3:XC+)",
            "(10:8:Example!4:19976:murphy3:XC+)"),
        Advanced("all six kinds of white space", "3", "\t(\va\fb\rc\nd )\r\n", "(1:a1:b1:c1:d)"),
        Advanced(
            "forms that touch without doubt",
            "5",
            "(a\"b\"\"c\"#64#|ZQ==|(f)3:ghijk)",
            "(1:a1:b1:c1:d1:e(1:f)3:ghi2:jk)"),
        Advanced("braces in a file", "6.3", "\n{KDE6YSk=}\n", "(1:a)"),
        new(
            SexpForm.Advanced,
            "1,024 lists in each other",
            [new Repeated("( ", 1024), new Repeated(")", 1024)],
            SexpFault.None,
            [new Repeated("(", 1024), new Repeated(")", 1024)],
            "limit MaxDepth"),
        new(
            SexpForm.Advanced,
            "1 MiB in hexadecimal",
            ["1048576#", new Repeated("6A ", 1 << 20), "#"],
            SexpFault.None,
            ["1048576:", new Repeated("j", 1 << 20)],
            "limit MaxAtomBytes"),
    ];

    /// <summary>A canonical form, which becomes itself.</summary>
    private static SexpCase Canonical(string name, string clause, params Repeated[] input) =>
        new(SexpForm.Canonical, name, input, SexpFault.None, input, clause);

    private static SexpCase Transport(string name, string clause, string input, string canonical) =>
        new(SexpForm.Transport, name, [input], SexpFault.None, [canonical], clause);

    private static SexpCase Advanced(string name, string clause, string input, string canonical) =>
        new(SexpForm.Advanced, name, [input], SexpFault.None, [canonical], clause);
}
