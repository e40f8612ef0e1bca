using Sprache;

namespace HiperNet.Vpxi.Language;

/// <summary>Statements: <c>keyword argument ... { statement ... }</c>, ended by a line's end or a semicolon.</summary>
internal static class StatementGrammar
{
    /// <summary>All statements of a text.</summary>
    public static Parser<IReadOnlyList<Statement>> Document { get; } = input =>
    {
        IResult<IReadOnlyList<Statement>> statements = Statements((VxdlInput)input);
        return statements.WasSuccessful && !((VxdlInput)statements.Remainder).AtEnd
            ? Fault.Expected<IReadOnlyList<Statement>>(statements.Remainder, "a statement")
            : statements;
    };

    private static readonly Parser<Statement> Single =
        from position in ExpressionGrammar.Position
        from keyword in Of<string>(Keyword)
        from arguments in Of<IReadOnlyList<Term>>(Arguments)
        from end in ExpressionGrammar.Position
        from block in Of<IReadOnlyList<Statement>?>(Block)
        from stop in Of<int>(Stop)
        select new Statement(position, keyword, arguments, block, end);

    private static Parser<T> Of<T>(Parser<T> parser) => parser;

    private static IResult<string> Keyword(IInput input)
    {
        IResult<string> word = Lexemes.Word(input);
        return word.WasSuccessful || word.Message.StartsWith("a word", StringComparison.Ordinal)
            ? word
            : Fault.Expected<string>(word.Remainder, "a statement or '}'");
    }

    private static IResult<IReadOnlyList<Statement>> Statements(VxdlInput place)
    {
        List<Statement> statements = [];
        while (true)
        {
            place = Lexemes.Gap(place, semicolons: true);
            if (place.AtEnd || place.Current == '}')
            {
                return Result.Success<IReadOnlyList<Statement>>(statements, place);
            }

            IResult<Statement> statement = Single(place);
            if (!statement.WasSuccessful)
            {
                return Result.Failure<IReadOnlyList<Statement>>(
                    statement.Remainder, statement.Message, statement.Expectations);
            }

            if (statements.Count == LanguageLimits.MaxStatements)
            {
                string message = $"a block has over {LanguageLimits.MaxStatements} statements";
                return Fault.At<IReadOnlyList<Statement>>(place, message, "fewer, or 'repeat'");
            }

            statements.Add(statement.Value);
            place = (VxdlInput)statement.Remainder;
        }
    }

    private static IResult<IReadOnlyList<Term>> Arguments(IInput input)
    {
        List<Term> terms = [];
        VxdlInput place = (VxdlInput)input;
        while (true)
        {
            // A list goes on after a comma on the next line.
            bool afterComma = terms.Count > 0 && terms[^1] is CommaTerm;
            VxdlInput next = afterComma ? Lexemes.Gap(place, semicolons: false) : Lexemes.Blank(place);
            if (next.AtEnd || next.Current is '\n' or ';' or '{' or '}')
            {
                return Result.Success<IReadOnlyList<Term>>(terms, afterComma ? next : place);
            }

            IResult<Term> term = TermGrammar.Any(next);
            if (!term.WasSuccessful)
            {
                return Result.Failure<IReadOnlyList<Term>>(term.Remainder, term.Message, term.Expectations);
            }

            if (terms.Count == LanguageLimits.MaxArguments)
            {
                string message = $"a statement has over {LanguageLimits.MaxArguments} arguments";
                return Fault.At<IReadOnlyList<Term>>(next, message, "fewer");
            }

            terms.Add(term.Value);
            place = (VxdlInput)term.Remainder;
        }
    }

    private static IResult<IReadOnlyList<Statement>?> Block(IInput input)
    {
        VxdlInput open = Lexemes.Blank((VxdlInput)input);
        if (open.AtEnd || open.Current != '{')
        {
            return Result.Success<IReadOnlyList<Statement>?>(null, open);
        }

        if (open.Depth >= LanguageLimits.MaxDepth)
        {
            string message = $"blocks are nested over {LanguageLimits.MaxDepth} deep";
            return Fault.At<IReadOnlyList<Statement>?>(open, message, "fewer");
        }

        IResult<IReadOnlyList<Statement>> inside = Statements(open.Skip(1).Deeper(1));
        VxdlInput close = (VxdlInput)inside.Remainder;
        if (!inside.WasSuccessful)
        {
            return Result.Failure<IReadOnlyList<Statement>?>(close, inside.Message, inside.Expectations);
        }

        return close.AtEnd
            ? Fault.At<IReadOnlyList<Statement>?>(open, "this '{' has no '}'", "'}'")
            : Result.Success<IReadOnlyList<Statement>?>(inside.Value, close.Skip(1).Deeper(-1));
    }

    private static IResult<int> Stop(IInput input)
    {
        VxdlInput place = Lexemes.Blank((VxdlInput)input);
        return place.AtEnd || place.Current is '\n' or ';' or '}'
            ? Result.Success(place.Position, place)
            : Fault.Expected<int>(place, "the end of the line or ';'");
    }
}
