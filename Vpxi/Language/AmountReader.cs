using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>Reads amounts: exact, from a minimum to a maximum, or one of several; with a preference.</summary>
internal static class AmountReader
{
    /// <summary>Reads an amount with all that belongs to it.</summary>
    /// <exception cref="BindException">It is none, or its units do not fit.</exception>
    public static Amount Amount(this Arguments arguments, Dimension dimension)
    {
        Amount amount = Bounds(arguments, dimension) with { Place = arguments.Place };
        if (arguments.Take("prefer"))
        {
            amount = amount with { Preferred = arguments.Quantity(dimension) };
        }

        if (arguments.Take("after"))
        {
            amount = amount with { Event = arguments.Name() };
        }

        return amount;
    }

    /// <summary>A period: <c>2026-12-01T08:00:00Z for 4 h</c>, <c>... to ...</c>, either without the other.</summary>
    /// <exception cref="BindException">It is none.</exception>
    public static Period Period(this Arguments arguments)
    {
        long? start = arguments.Instant();
        long? length = null;
        if (arguments.Take("for"))
        {
            const long second = 1_000_000_000;
            long time = arguments.Quantity(Dimension.Time);
            length = time / second;
            if (time % second != 0)
            {
                throw arguments.Expected("a whole number of seconds");
            }
        }
        else if (start is long first && arguments.Take("to"))
        {
            length = (arguments.Instant() ?? throw arguments.Expected("an instant")) - first;
        }

        return start is null && length is null
            ? throw arguments.Expected("an instant or 'for'")
            : new Period(start, length) { Place = arguments.Place };
    }

    private static Amount Bounds(Arguments arguments, Dimension dimension)
    {
        if (arguments.Take("one"))
        {
            return OneOf(arguments, dimension);
        }

        if (!arguments.Take("at"))
        {
            long low = arguments.Quantity(dimension);
            return Stepped(arguments, dimension, low, arguments.Take("to") ? arguments.Quantity(dimension) : low);
        }

        if (arguments.Take("most"))
        {
            return Model.Amount.AtMost(arguments.Quantity(dimension));
        }

        if (!arguments.Take("least"))
        {
            throw arguments.Expected("'least' or 'most'");
        }

        return Stepped(arguments, dimension, arguments.Quantity(dimension), Model.Amount.Unbounded);
    }

    private static Amount Stepped(Arguments arguments, Dimension dimension, long low, long high) =>
        new(low, high) { Step = arguments.Take("step") ? arguments.Quantity(dimension) : 0 };

    private static Amount OneOf(Arguments arguments, Dimension dimension)
    {
        arguments.Need("of");
        SortedSet<long> choices = [arguments.Quantity(dimension)];
        while (arguments.Comma())
        {
            choices.Add(arguments.Quantity(dimension));
        }

        return new Amount(choices.Min, choices.Max) { Choices = [.. choices] };
    }
}
