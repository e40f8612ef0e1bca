using Sprache;

namespace HiperNet.Vpxi.Language;

/// <summary>Statements: <c>keyword argument ... { statement ... }</c>, ended by a line's end or a semicolon.</summary>
internal static class StatementGrammar
{
    // Not a query over parsers: that allocates nine times as much, for every statement.
    private static IResult<Statement> Single(VxdlInput start)
    {
        IResult<string> keyword = Keyword(start);
        if (!keyword.WasSuccessful)
        {
            return Fault.Of<Statement, string>(keyword);
        }

        IResult<IReadOnlyList<Term>> arguments = Arguments(keyword.Remainder);
        if (!arguments.WasSuccessful)
        {
            return Fault.Of<Statement, IReadOnlyList<Term>>(arguments);
        }

        IResult<IReadOnlyList<Statement>?> block = Block(arguments.Remainder);
        if (!block.WasSuccessful)
        {
            return Fault.Of<Statement, IReadOnlyList<Statement>?>(block);
        }

        VxdlInput stop = Lexemes.Blank((VxdlInput)block.Remainder);
        int end = arguments.Remainder.Position;
        return stop.AtEnd || stop.Current is '\n' or ';' or '}'
            ? Result.Success(new Statement(start.Position, keyword.Value, arguments.Value, block.Value, end), stop)
            : Fault.Expected<Statement>(stop, "the end of the line or ';'");
    }

    private static IResult<string> Keyword(IInput input)
    {
        IResult<string> word = Lexemes.Word(input);
        return word.WasSuccessful || word.Message.StartsWith("a word", StringComparison.Ordinal)
            ? word
            : Fault.Expected<string>(word.Remainder, "a statement or '}'");
    }

    /// <summary>All statements of a text that can be read; the errors go into the text's faults.</summary>
    public static IReadOnlyList<Statement> Document(VxdlInput start)
    {
        List<Statement> all = [];
        VxdlInput place = start;
        while (true)
        {
            place = Statements(place, all);
            if (place.AtEnd)
            {
                return all;
            }

            place.Faults.AddBrace(Fault.Expected<Statement>(place, "a statement"));
            place = place.Skip(1);
        }
    }

    // To the end of the text, or to the brace that ends the block.
    private static VxdlInput Statements(VxdlInput start, List<Statement> statements)
    {
        VxdlInput place = start;
        while (true)
        {
            place = Lexemes.Gap(place, semicolons: true);
            if (place.AtEnd || place.Current == '}')
            {
                return place;
            }

            if (statements.Count == LanguageLimits.MaxStatements)
            {
                string message = $"a block has over {LanguageLimits.MaxStatements} statements";
                place.Faults.Add(Fault.At<Statement>(place, message, "fewer, or 'repeat'"));
                place.Faults.BracesAreUnsure = true;
                return place.Skip(place.Rest.Length);
            }

            IResult<Statement> statement = Single(place);
            if (statement.WasSuccessful)
            {
                statements.Add(statement.Value);
                place = (VxdlInput)statement.Remainder;
            }
            else
            {
                place.Faults.Add(statement);
                place = Rest(place.Skip(statement.Remainder.Position - place.Position));
            }
        }
    }

    // What is left of a statement with an error; its block may hold more of them.
    private static VxdlInput Rest(VxdlInput fault)
    {
        VxdlInput place = Recovery.End(fault);
        while (!place.AtEnd && place.Current == '{')
        {
            IResult<IReadOnlyList<Statement>?> block = Block(place);
            VxdlInput after = block.WasSuccessful ? (VxdlInput)block.Remainder : Recovery.AfterBlock(place);
            place = Recovery.End(after);
        }

        return place;
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
                return Fault.Of<IReadOnlyList<Term>, Term>(term);
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

        List<Statement> inside = [];
        VxdlInput close = Statements(open.Skip(1).Deeper(1), inside);
        if (close.AtEnd)
        {
            open.Faults.AddBrace(Fault.At<Statement>(open, "this '{' has no '}'", "'}'"));
            return Result.Success<IReadOnlyList<Statement>?>(inside, close.Deeper(-1));
        }

        return Result.Success<IReadOnlyList<Statement>?>(inside, close.Skip(1).Deeper(-1));
    }
}
