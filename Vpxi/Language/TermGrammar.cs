using System.Globalization;
using Sprache;

namespace HiperNet.Vpxi.Language;

/// <summary>The arguments of statements.</summary>
internal static class TermGrammar
{
    /// <summary>One argument.</summary>
    public static IResult<Term> Any(IInput input)
    {
        VxdlInput place = (VxdlInput)input;
        return place.AtEnd ? Fault.Expected<Term>(place, "an argument") : place.Current switch
        {
            '"' => Term(Lexemes.Text(place), text => new TextTerm(place.Position, text)),
            '$' => Calculated(place, ExpressionGrammar.Parameter(place)),
            '(' => Calculated(place, ExpressionGrammar.Parenthesised(place)),
            ',' => Result.Success<Term>(new CommaTerm(place.Position), place.Skip(1)),
            '=' => Result.Success<Term>(new SignTerm(place.Position), place.Skip(1)),
            >= '0' and <= '9' => Lexemes.IsInstant(place.Rest)
                ? Term(Lexemes.Instant(place), seconds => new InstantTerm(place.Position, seconds))
                : Term(ExpressionGrammar.Literal(place), number => new ValueTerm(place.Position, number, null)),
            _ when Lexemes.IsWordStart(place.Current) => Name(place),
            _ => Fault.Expected<Term>(place, "an argument, '{' or the end of the line"),
        };
    }

    private static IResult<Term> Term<T>(IResult<T> content, Func<T, Term> make) => content.WasSuccessful
        ? Result.Success(make(content.Value), content.Remainder)
        : Fault.Of<Term, T>(content);

    private static IResult<Term> Calculated(VxdlInput start, IResult<Expression> value)
    {
        if (!value.WasSuccessful)
        {
            return Fault.Of<Term, Expression>(value);
        }

        IResult<string?> unit = Lexemes.Unit(value.Remainder);
        return Result.Success<Term>(new ValueTerm(start.Position, value.Value, unit.Value), unit.Remainder);
    }

    private static IResult<Term> Name(VxdlInput start)
    {
        if (Plain(start.Rest, start.Position, out int length) is { } plain)
        {
            return Result.Success(plain, start.Skip(length));
        }

        IResult<PathPart> first = Part(start);
        if (!first.WasSuccessful)
        {
            return Fault.Of<Term, PathPart>(first);
        }

        VxdlInput place = (VxdlInput)first.Remainder;
        if (place.AtEnd || place.Current != '.')
        {
            Term term = first.Value is { Index: null, All: false, Word: var word }
                ? new WordTerm(start.Position, word)
                : new PathTerm(start.Position, [first.Value]);
            return Result.Success(term, place);
        }

        List<PathPart> parts = [first.Value];
        while (!place.AtEnd && place.Current == '.' && parts.Count <= LanguageLimits.MaxDepth)
        {
            IResult<PathPart> part = Part(place.Skip(1));
            if (!part.WasSuccessful)
            {
                return Fault.Of<Term, PathPart>(part);
            }

            parts.Add(part.Value);
            place = (VxdlInput)part.Remainder;
        }

        return Result.Success<Term>(new PathTerm(start.Position, parts), place);
    }

    // Most arguments are a word, or a word with a plain number as its index: they need no parsers of their parts.
    private static Term? Plain(ReadOnlySpan<char> text, int position, out int length)
    {
        const int maxDigits = 9;
        length = Lexemes.WordLength(text);
        string word = text[..length].ToString();
        ReadOnlySpan<char> rest = text[length..];
        if (length > LanguageLimits.MaxWordLength || rest is ['.', ..])
        {
            return null;
        }

        if (rest is not ['[', .. ReadOnlySpan<char> inside])
        {
            return new WordTerm(position, word);
        }

        int digits = inside.IndexOfAnyExceptInRange('0', '9');
        if (digits is < 1 or > maxDigits || inside[digits] != ']' || inside[digits..] is [_, '.', ..])
        {
            return null;
        }

        int number = int.Parse(inside[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
        NumberExpression index = new(position + length + 1, number, null);
        length += digits + 2;
        return new PathTerm(position, [new PathPart(word, index, false)]);
    }

    private static IResult<PathPart> Part(VxdlInput start)
    {
        IResult<string> word = Lexemes.Word(start);
        VxdlInput place = (VxdlInput)word.Remainder;
        if (!word.WasSuccessful)
        {
            return Fault.Expected<PathPart>(place, "a part of a name");
        }

        if (place.AtEnd || place.Current != '[')
        {
            return Result.Success(new PathPart(word.Value, null, false), place);
        }

        VxdlInput inside = Lexemes.Blank(place.Skip(1));
        bool all = !inside.AtEnd && inside.Current == '*';
        IResult<Expression?> index = all
            ? Result.Success<Expression?>(null, inside.Skip(1))
            : ExpressionGrammar.Sum(inside);
        if (!index.WasSuccessful)
        {
            return Fault.Of<PathPart, Expression?>(index);
        }

        VxdlInput close = Lexemes.Blank((VxdlInput)index.Remainder);
        return !close.AtEnd && close.Current == ']'
            ? Result.Success(new PathPart(word.Value, index.Value, all), close.Skip(1))
            : Fault.Expected<PathPart>(close, "']'");
    }
}
