using Sprache;

namespace HiperNet.Vpxi.Language;

/// <summary>The arguments of statements.</summary>
internal static class TermGrammar
{
    private static readonly Parser<Term> Text =
        from position in ExpressionGrammar.Position
        from text in Lexemes.Text
        select (Term)new TextTerm(position, text);

    private static readonly Parser<Term> Instant =
        from position in ExpressionGrammar.Position
        from seconds in Lexemes.Instant
        select (Term)new InstantTerm(position, seconds);

    private static readonly Parser<Term> Number =
        from position in ExpressionGrammar.Position
        from value in Lexemes.Number
        from unit in Lexemes.Unit
        select (Term)new ValueTerm(position, new NumberExpression(position, value, unit), null);

    private static readonly Parser<Term> Parameter =
        from value in ExpressionGrammar.Parameter
        from unit in Lexemes.Unit
        select (Term)new ValueTerm(value.Position, value, unit);

    private static readonly Parser<Term> Calculated =
        from position in ExpressionGrammar.Position
        from value in ExpressionGrammar.Parenthesised
        from unit in Lexemes.Unit
        select (Term)new ValueTerm(position, value, unit);

    /// <summary>One argument.</summary>
    public static IResult<Term> Any(IInput input)
    {
        VxdlInput place = (VxdlInput)input;
        return place.AtEnd ? Fault.Expected<Term>(place, "an argument") : place.Current switch
        {
            '"' => Text(place),
            '$' => Parameter(place),
            '(' => Calculated(place),
            ',' => Result.Success<Term>(new CommaTerm(place.Position), place.Skip(1)),
            '=' => Result.Success<Term>(new SignTerm(place.Position), place.Skip(1)),
            >= '0' and <= '9' => Lexemes.IsInstant(place.Rest) ? Instant(place) : Number(place),
            _ when Lexemes.IsWordStart(place.Current) => Name(place),
            _ => Fault.Expected<Term>(place, "an argument, '{' or the end of the line"),
        };
    }

    private static IResult<Term> Name(VxdlInput start)
    {
        List<PathPart> parts = [];
        for (VxdlInput place = start; ; place = place.Skip(1))
        {
            IResult<PathPart> part = Part(place);
            if (!part.WasSuccessful)
            {
                return Result.Failure<Term>(part.Remainder, part.Message, part.Expectations);
            }

            parts.Add(part.Value);
            place = (VxdlInput)part.Remainder;
            if (!place.AtEnd && place.Current == '.' && parts.Count <= LanguageLimits.MaxDepth)
            {
                continue;
            }

            bool isWord = parts is [{ Index: null, All: false }];
            Term term = isWord ? new WordTerm(start.Position, parts[0].Word) : new PathTerm(start.Position, parts);
            return Result.Success(term, place);
        }
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
            return Result.Failure<PathPart>(index.Remainder, index.Message, index.Expectations);
        }

        IResult<char> close = ExpressionGrammar.Character(']')(Lexemes.Blank((VxdlInput)index.Remainder));
        return close.WasSuccessful
            ? Result.Success(new PathPart(word.Value, index.Value, all), close.Remainder)
            : Fault.Expected<PathPart>(close.Remainder, "']'");
    }
}
