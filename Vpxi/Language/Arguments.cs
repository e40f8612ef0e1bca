using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>Reads the arguments of one statement, from the first to the last.</summary>
internal sealed class Arguments(Statement statement, Scope scope, LineTable lines)
{
    private int next;

    /// <summary>The statement.</summary>
    public Statement Statement => statement;

    /// <summary>Where the statement is.</summary>
    public SourcePlace Place => lines.At(statement.Position);

    private Term? Current => next < statement.Arguments.Count ? statement.Arguments[next] : null;

    private int Position => Current?.Position ?? statement.End;

    /// <summary>Whether all have been read.</summary>
    public bool AtEnd => Current is null;

    /// <summary>Reads a word if it is this one.</summary>
    public bool Take(string word)
    {
        bool isIt = Current is WordTerm term && term.Word == word;
        next += isIt ? 1 : 0;
        return isIt;
    }

    /// <summary>Reads a word, which must be this one.</summary>
    /// <exception cref="BindException">It is another.</exception>
    public void Need(string word)
    {
        if (!Take(word))
        {
            throw Expected($"'{word}'");
        }
    }

    /// <summary>Nothing may be left.</summary>
    /// <exception cref="BindException">Something is.</exception>
    public void End()
    {
        if (Current is not null)
        {
            string message = $"'{statement.Keyword}' has an argument too many";
            throw new BindException("argument", Position, message, "the statement ends before it");
        }
    }

    /// <summary>There may be no block.</summary>
    /// <exception cref="BindException">There is.</exception>
    public void NoBlock()
    {
        if (statement.Block is not null)
        {
            throw new BindException("argument", statement.End, $"'{statement.Keyword}' has no block");
        }
    }

    /// <summary>A new name, perhaps with a number of copies.</summary>
    /// <exception cref="BindException">It is none.</exception>
    public (string Id, int? Count) Declaration()
    {
        if (Current is PathTerm { Parts: [{ Index: { } count } part] } path)
        {
            next++;
            return (part.Word, Whole(scope.Evaluate(count), path.Position, 1, ModelLimits.MaxCount));
        }

        if (Current is PathTerm)
        {
            const string message = "a new name has one part, and as its index a number of copies";
            throw new BindException("argument", Position, message, "as in 'worker[4]'");
        }

        return (Name(), null);
    }

    /// <summary>A name of one part.</summary>
    /// <exception cref="BindException">It is none.</exception>
    public string Name()
    {
        int position = Position;
        string name = Text("a name");
        return name.Length > 0 && !name.AsSpan().ContainsAny("[]*")
            ? name
            : throw new BindException("bad-name", position, $"'{name}' is no name: it is empty or has one of [ ] *");
    }

    /// <summary>The name of an element.</summary>
    /// <exception cref="BindException">It is none.</exception>
    public Reference Reference()
    {
        SourcePlace place = lines.At(Position);
        if (Current is PathTerm path)
        {
            next++;
            return new Reference(path.Parts is [var only] ? Part(only) : string.Join('.', path.Parts.Select(Part)))
            {
                Place = place,
            };
        }

        int position = Position;
        string name = Text("a name");
        return name.Length > 0
            ? new Reference(name) { Place = place }
            : throw new BindException("bad-name", position, "this name is empty");
    }

    /// <summary>Names between commas.</summary>
    /// <exception cref="BindException">There is none.</exception>
    public ModelList<Reference> References() => [.. List(Reference)];

    /// <summary>Texts between commas.</summary>
    /// <exception cref="BindException">There is none.</exception>
    public ModelList<string> Texts() => [.. List(() => Text("a text"))];

    /// <summary>A text: a string, a word, a parameter, or a number as it is written.</summary>
    /// <exception cref="BindException">It is none.</exception>
    public string Text(string what)
    {
        switch (Current)
        {
            case TextTerm text:
                next++;
                return scope.Expand(text);
            case WordTerm word when !Keywords.Joining.Contains(word.Word):
                next++;
                return word.Word;
            case WordTerm word:
                string suggestion = $"for a name write \"{word.Word}\"";
                throw new BindException(
                    "argument", Position, $"'{word.Word}' stands where {what} is expected", suggestion);
            case ValueTerm value:
                next++;
                return scope.Evaluate(value).ToString();
            default:
                throw Expected(what);
        }
    }

    /// <summary>A whole number.</summary>
    /// <exception cref="BindException">It is none, or out of range.</exception>
    public int Integer(int least, int most)
    {
        int position = Position;
        return Whole(Value(), position, least, most);
    }

    /// <summary>An amount of money, in thousandths.</summary>
    /// <exception cref="BindException">It is none.</exception>
    public long Money()
    {
        int position = Position;
        Value value = Value();
        decimal thousandths = value.Number * 1000;
        return value.Text is null && value.Dimension == Dimension.Number
            && thousandths % 1 == 0 && thousandths is >= 0 and <= long.MaxValue
            ? (long)thousandths
            : throw new BindException(
                "argument", position, $"'{value}' is no amount of money", "a number with at most three places");
    }

    /// <summary>A quantity in base units.</summary>
    /// <exception cref="BindException">It is none, or its unit does not fit.</exception>
    public long Quantity(Dimension dimension)
    {
        int position = Position;
        Value value = Value();
        if (value.Text is null && value.Dimension == Dimension.Number && dimension != Dimension.Number)
        {
            value = value with { Number = value.Number * SharedUnit(dimension, position), Dimension = dimension };
        }

        if (value.Text is not null || value.Dimension != dimension)
        {
            string kind = value.Text is null ? Units.Describe(value.Dimension) : "a text";
            throw new BindException(
                "unit",
                position,
                $"'{value}' is {kind} where {Units.Describe(dimension)} is expected",
                dimension == Dimension.Number ? "write it without a unit" : $"its units: {Units.Names(dimension)}");
        }

        return value.Number % 1 == 0 && value.Number is >= 0 and < long.MaxValue
            ? (long)value.Number
            : throw new BindException(
                "range", position, $"this is no whole number of {Units.BaseUnit(dimension)} from 0 to 2^63 - 2");
    }

    /// <summary>A value of any kind.</summary>
    /// <exception cref="BindException">It is none.</exception>
    public Value Value()
    {
        if (Current is ValueTerm term)
        {
            next++;
            return scope.Evaluate(term);
        }

        return Current is TextTerm or WordTerm ? Language.Value.Of(Text("a value")) : throw Expected("a value");
    }

    /// <summary>Values between commas.</summary>
    /// <exception cref="BindException">There is none.</exception>
    public IReadOnlyList<Value> Values() => List(Value);

    /// <summary>An instant, in seconds since 1970; null if none stands here.</summary>
    public long? Instant()
    {
        if (Current is InstantTerm instant)
        {
            next++;
            return instant.Seconds;
        }

        return null;
    }

    /// <summary>The equals sign, if it stands here.</summary>
    public bool Sign()
    {
        bool isIt = Current is SignTerm;
        next += isIt ? 1 : 0;
        return isIt;
    }

    /// <summary>Something else stands here.</summary>
    public BindException Expected(string what) => new(
        "argument", Position, Current is null ? $"'{statement.Keyword}' lacks {what}" : $"{what} is expected here");

    /// <summary>A comma, if it stands here.</summary>
    public bool Comma()
    {
        bool isIt = Current is CommaTerm;
        next += isIt ? 1 : 0;
        return isIt;
    }

    private List<T> List<T>(Func<T> read)
    {
        List<T> items = [read()];
        while (Comma())
        {
            items.Add(read());
        }

        return items;
    }

    private string Part(PathPart part)
    {
        string index = part.All ? "[*]"
            : part.Index is null ? ""
            : $"[{Whole(scope.Evaluate(part.Index), part.Index.Position, 1, ModelLimits.MaxCount)}]";
        return part.Word + index;
    }

    private static int Whole(Value value, int position, int least, int most) =>
        value.Text is null && value.Dimension == Dimension.Number
        && value.Number % 1 == 0 && value.Number >= least && value.Number <= most
            ? (int)value.Number
            : throw new BindException("range", position, $"'{value}' is no whole number from {least} to {most}");

    /// <summary>In "8 to 64 GB" the first number has the unit of the second.</summary>
    private long SharedUnit(Dimension dimension, int position)
    {
        bool isRange = Current is WordTerm { Word: "to" } or CommaTerm && next + 1 < statement.Arguments.Count;
        string? name = isRange && statement.Arguments[next + 1] is ValueTerm value
            ? value.Unit ?? (value.Value as NumberExpression)?.Unit
            : null;
        return name is not null && Units.Find(name) is { } unit && unit.Dimension == dimension
            ? unit.Factor
            : throw new BindException(
                "unit", position, "this number has no unit", $"units: {Units.Names(dimension)}");
    }
}
