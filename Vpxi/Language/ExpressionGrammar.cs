using Sprache;

namespace HiperNet.Vpxi.Language;

/// <summary>
/// What can be calculated: <c>($workers * 2 + 1)</c>. Products bind closer than sums, all from the left.
/// </summary>
internal static class ExpressionGrammar
{
    private static readonly Parser<int> Position = input => Result.Success(input.Position, input);

    private static readonly Parser<VxdlInput> Space = input =>
    {
        VxdlInput after = Lexemes.Gap((VxdlInput)input, semicolons: false);
        return Result.Success(after, after);
    };

    /// <summary>A number, perhaps with a unit.</summary>
    public static Parser<Expression> Literal { get; } = input =>
    {
        IResult<decimal> value = Lexemes.Number(input);
        if (!value.WasSuccessful)
        {
            return Fault.Of<Expression, decimal>(value);
        }

        IResult<string?> unit = Lexemes.Unit(value.Remainder);
        Expression number = new NumberExpression(input.Position, value.Value, unit.Value);
        return Result.Success(number, unit.Remainder);
    };

    /// <summary>A parameter: a dollar and its name.</summary>
    public static Parser<Expression> Parameter { get; } =
        from position in Position
        from dollar in Character('$')
        from name in Lexemes.Word
        select (Expression)new ParameterExpression(position, name);

    /// <summary>A sum.</summary>
    public static Parser<Expression> Sum { get; } = Chain("+-", Chain("*/%", Operand));

    /// <summary>A sum in parentheses.</summary>
    public static Parser<Expression> Parenthesised { get; } = input =>
    {
        VxdlInput place = (VxdlInput)input;
        if (place.Depth >= LanguageLimits.MaxDepth + LanguageLimits.MaxExpressionDepth)
        {
            return Fault.At<Expression>(place, "parentheses are nested too deep", "a simpler expression");
        }

        VxdlInput inside = place.Deeper(1);
        IResult<Expression> sum = Enclosed(inside);
        return sum.WasSuccessful
            ? Result.Success(sum.Value, ((VxdlInput)sum.Remainder).Deeper(-1))
            : sum;
    };

    private static Parser<char> Character(char character) => input =>
    {
        VxdlInput place = (VxdlInput)input;
        return !place.AtEnd && place.Current == character
            ? Result.Success(character, place.Skip(1))
            : Fault.Expected<char>(place, $"'{character}'");
    };

    private static IResult<Expression> Enclosed(VxdlInput place)
    {
        Parser<Expression> enclosed =
            from open in Character('(')
            from sum in Sum
            from space in Space
            from close in Character(')')
            select sum;
        return enclosed(place);
    }

    private static IResult<Expression> Operand(IInput input)
    {
        VxdlInput place = Lexemes.Gap((VxdlInput)input, semicolons: false);
        char first = place.AtEnd ? ' ' : place.Current;
        return first switch
        {
            '$' => Parameter(place),
            '(' => Parenthesised(place),
            >= '0' and <= '9' => Literal(place),
            _ => Fault.Expected<Expression>(place, "a number, a parameter or '('"),
        };
    }

    private static Parser<Expression> Chain(string signs, Parser<Expression> operand) => input =>
    {
        IResult<Expression> result = operand(input);
        for (int length = 1; result.WasSuccessful; length++)
        {
            VxdlInput place = Lexemes.Gap((VxdlInput)result.Remainder, semicolons: false);
            if (place.AtEnd || !signs.Contains(place.Current, StringComparison.Ordinal))
            {
                break;
            }

            if (length > LanguageLimits.MaxExpressionDepth)
            {
                return Fault.At<Expression>(place, "an expression has too many operators", "a simpler expression");
            }

            Expression left = result.Value;
            result = operand(place.Skip(1));
            if (result.WasSuccessful)
            {
                Expression both = new OperatorExpression(place.Position, place.Current, left, result.Value);
                result = Result.Success(both, result.Remainder);
            }
        }

        return result;
    };
}
