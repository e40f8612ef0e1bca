using HiperNet.Spki.Sexp;
using Sprache;

namespace HiperNet.Spki.Text;

/// <summary>
/// The lexical grammar of the advanced form (RFC 9804 section 7.1), composed with Sprache. Lists are not here:
/// <see cref="TextTreeReader"/> keeps them on a stack of its own, so that depth never costs the program's stack.
/// <code>
/// string        = [display] simple-string
/// display       = "[" *whitespace simple-string *whitespace "]" *whitespace
/// simple-string = verbatim / quoted-string / token / hexadecimal / base-64
/// </code>
/// </summary>
internal static class TextGrammar
{
    /// <summary>What may start an expression, in words.</summary>
    public const string Expression = "an S-expression";

    private const string OctetString = "an octet string (token, length:octets, \"...\", #hex# or |base 64|)";

    private static readonly Parser<ReadOnlyMemory<byte>> Unmeasured =
        QuotedString.Parser.XOr(HexString.Parser).XOr(Base64String.Parser);

    /// <summary>The forms that start with a length.</summary>
    private static readonly Parser<ReadOnlyMemory<byte>> Measured =
        Length.Parser.Then(length => Verbatim(length).XOr(Unmeasured.OfLength(length)).Named("':', '\"', '#' or '|'"));

    private static readonly Parser<ReadOnlyMemory<byte>> SimpleString =
        TokenString.Parser.XOr(Unmeasured).XOr(Measured).Named(OctetString);

    private static readonly Parser<ReadOnlyMemory<byte>> Display =
        from open in Parse.Char('[').Named("a display hint in brackets")
        from before in WhiteSpace
        from hint in SimpleString.ButNoHint()
        from after in WhiteSpace
        from close in Parse.Char(']').Named("']'")
        from gap in WhiteSpace
        select hint;

    private static readonly Parser<SexpAtom> Plain = SimpleString.Select(octets => new SexpAtom(octets));

    private static readonly Parser<SexpAtom> Hinted =
        from hint in Display
        from octets in SimpleString.AfterHint()
        select new SexpAtom(octets, hint);

    /// <summary>One octet string, with or without a display hint.</summary>
    public static Parser<SexpAtom> Atom { get; } = Plain.XOr(Hinted);

    private static Parser<int> WhiteSpace { get; } = input =>
    {
        TextInput place = (TextInput)input;
        int end = place.Rest.IndexOfAnyExcept(TextInput.WhiteSpace);
        int count = end < 0 ? place.Rest.Length : end;
        return Result.Success(count, place.Skip(count));
    };

    /// <summary>The rest of a verbatim string after its length: a colon and exactly so many octets.</summary>
    private static Parser<ReadOnlyMemory<byte>> Verbatim(int length) => input =>
    {
        TextInput place = (TextInput)input;
        if (place.AtEnd || place.Current != ':')
        {
            return TextFault.Unexpected<ReadOnlyMemory<byte>>(place, "':'");
        }

        TextInput octets = place.Skip(1);
        return octets.Rest.Length < length
            ? TextFault.At<ReadOnlyMemory<byte>>(octets, SexpFault.UnexpectedEnd, $"{length} octets")
            : Result.Success(octets.Text.Slice(octets.Position, length), octets.Skip(length));
    };

    /// <summary>Requires that the octets are as many as the length before them says (RFC 9804 section 4.2).</summary>
    private static Parser<ReadOnlyMemory<byte>> OfLength(this Parser<ReadOnlyMemory<byte>> parser, int length) =>
        input => parser(input) is var result && result.WasSuccessful && result.Value.Length != length
            ? TextFault.At<ReadOnlyMemory<byte>>(
                result.Remainder, SexpFault.LengthMismatch, $"{length} octets, not {result.Value.Length}")
            : result;

    /// <summary>A hint takes no hint (RFC 9804 section 4.6).</summary>
    private static Parser<T> ButNoHint<T>(this Parser<T> parser) =>
        input => !input.AtEnd && input.Current == '['
            ? TextFault.At<T>(input, SexpFault.MisplacedHint, "the hint's octet string: hints do not nest")
            : parser(input);

    /// <summary>A hint stands before an octet string, never before a list, another hint, or nothing.</summary>
    private static Parser<T> AfterHint<T>(this Parser<T> parser) =>
        input => !input.AtEnd && input.Current is '[' or '(' or ')' or '{'
            ? TextFault.At<T>(input, SexpFault.MisplacedHint, "the octet string that the hint belongs to")
            : parser(input);
}
