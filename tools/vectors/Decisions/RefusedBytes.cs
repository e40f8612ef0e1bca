using System.Text;
using HiperNet.Vectors.Sexp;
using static HiperNet.Vectors.Decisions.Make;

namespace HiperNet.Vectors.Decisions;

/// <summary>What is not an S-expression in canonical or transport form (spec/sexp.md).</summary>
internal static class RefusedBytes
{
    private static readonly string Certificate = Bytes(Grant("R", "U", Vm));

    public static IReadOnlyList<DecisionCase> Cases { get; } =
    [
        Refuse("UnexpectedEnd", "no bytes at all", "RFC 9804 section 7.2", Item.Of("")),
        Refuse("UnexpectedEnd", "a certificate that is cut by one byte", "RFC 9804 section 7.2",
            Item.Of(Certificate[..^1])),
        Refuse("TrailingBytes", "a newline after a certificate", "RFC 9804 section 7.2", Item.Of(Certificate + "\n")),
        Refuse("TrailingBytes", "a certificate and its signature without a sequence around them",
            "one object at a time", Item.Of(Certificate + Bytes(Sign("R", Grant("R", "U", Vm))))),
        Refuse("TrailingBytes", "a bit flipped in a length", "attack: any bit flipped",
            Item.Of(Flip(Certificate, "(4:cert("))),
        Refuse("UnexpectedByte", "a bit flipped in a parenthesis", "attack: any bit flipped",
            Item.Of(Flip(Certificate, "", 3))),
        Refuse("LeadingZero", "a length with a leading zero", "two encodings of one certificate",
            Item.Of(Certificate.Replace("(4:cert", "(04:cert", StringComparison.Ordinal))),
        Refuse("AtomTooLong", "a length of 2^64 - 1", "attack: huge length",
            Item.Of("(4:cert(6:issuer18446744073709551615:x")),
        Refuse("AtomTooLong", "a length of 2^32 + 4", "attack: integer wraparound", Item.Of("(4294967300:cert)")),
        Refuse("TooDeep", "1,000,000 opening parentheses", "attack: depth bomb",
            Item.Long(new Repeated("(", 1_000_000))),
        Refuse("TooDeep", "a tag 70 lists deep", "attack: depth bomb in a signed certificate",
            Item.Long("(4:cert(3:tag", new Repeated("(1:a", 70), new Repeated(")", 70), "))")),
        Refuse("TooManyElements", "a certificate of 16,385 elements", "attack: wide list",
            Item.Long("(4:cert", new Repeated("0:", 16_384), ")")),
        Refuse("InputTooLong", "a certificate over 1 MiB", "limit MaxTotalBytes",
            Item.Long("(4:cert", new Repeated("1:a", 349_526), ")")),
        Refuse("UnexpectedByte", "a certificate in the advanced form", "bytes from a network are never in it",
            Item.Of(Grant("R", "U", Vm).ToString())),
        Refuse("MisplacedHint", "a display hint on a certificate", "RFC 9804 section 4.6",
            Item.Of("[1:x]" + Certificate)),
        Refuse("BadBase64", "a transport form with a character of base64url", "RFC 9804 section 4.5",
            Item.Of("{-" + Convert.ToBase64String(Encoding.Latin1.GetBytes(Certificate))[1..] + "}")),
        Refuse("UnexpectedByte", "the advanced form inside the transport form", "RFC 9804 section 6.2",
            Item.Of("{" + Convert.ToBase64String("(cert)"u8) + "}")),
    ];

    private static DecisionCase Refuse(string reason, string name, string clause, Item item) =>
        DecisionCase.Refuse(Layer.Sexp, reason, name, clause, item.By("R"));
}
