using System.Text;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>The values of parameters and of what repetitions count, and what is calculated with them.</summary>
internal sealed class Scope
{
    private readonly Dictionary<string, Value> values = [];
    private int expandedLength;

    /// <summary>All names.</summary>
    public IEnumerable<string> Names => values.Keys;

    /// <summary>Whether there is such a name.</summary>
    public bool Has(string name) => values.ContainsKey(name);

    /// <summary>Gives a name a value, or takes it away.</summary>
    public void Set(string name, Value? value)
    {
        if (value is Value some)
        {
            values[name] = some;
        }
        else
        {
            values.Remove(name);
        }
    }

    /// <summary>The value of an expression.</summary>
    /// <exception cref="BindException">It has none.</exception>
    public Value Evaluate(Expression expression)
    {
        try
        {
            return expression switch
            {
                NumberExpression number => WithUnit(Value.Of(number.Value), number.Unit, number.Position),
                ParameterExpression parameter => Get(parameter.Name, parameter.Position),
                OperatorExpression both => Calculate(both),
                _ => throw new ArgumentOutOfRangeException(nameof(expression)),
            };
        }
        catch (OverflowException)
        {
            throw new BindException("argument", expression.Position, "this is too large a number");
        }
    }

    /// <summary>The value of an argument.</summary>
    /// <exception cref="BindException">It has none.</exception>
    public Value Evaluate(ValueTerm term) => WithUnit(Evaluate(term.Value), term.Unit, term.Position);

    /// <summary>A string with the values of parameters where <c>${name}</c> stands; <c>$${</c> is <c>${</c>.</summary>
    /// <exception cref="BindException">There is no such parameter, or the text becomes too long.</exception>
    public string Expand(TextTerm term)
    {
        int at = term.Text.IndexOf("${", StringComparison.Ordinal);
        if (at < 0)
        {
            return Counted(term.Text, term.Position);
        }

        StringBuilder text = new();
        int done = 0;
        for (; at >= 0; at = term.Text.IndexOf("${", done, StringComparison.Ordinal))
        {
            bool isEscaped = at > done && term.Text[at - 1] == '$';
            text.Append(term.Text, done, at - done);
            done = at + 2;
            if (isEscaped)
            {
                text.Append('{');
                continue;
            }

            int end = term.Text.IndexOf('}', done);
            if (end < 0)
            {
                throw new BindException("parameter", term.Position, "'${' has no '}'", "for '${' itself write '$${'");
            }

            text.Append(Get(term.Text[done..end], term.Position));
            done = end + 1;
        }

        return Counted(text.Append(term.Text, done, term.Text.Length - done).ToString(), term.Position);
    }

    private string Counted(string text, int position)
    {
        expandedLength += text.Length;
        return text.Length <= LanguageLimits.MaxTextLength && expandedLength <= LanguageLimits.MaxExpandedLength
            ? text
            : throw new BindException("limit", position, "with its parameters this text becomes too long");
    }

    private Value Get(string name, int position) => values.TryGetValue(name, out Value value)
        ? value
        : throw new BindException(
            "parameter",
            position,
            $"there is no parameter '{name}'",
            NearestName.Question(name, values.Keys) ?? "a parameter stands before its use: parameter NAME = VALUE");

    private static Value WithUnit(Value value, string? name, int position)
    {
        if (name is null)
        {
            return value;
        }

        Unit? unit = Units.Find(name);
        if (unit is null)
        {
            string? suggestion = NearestName.Question(name, Units.AllNames);
            throw new BindException("unit", position, $"'{name}' is no unit", suggestion);
        }

        bool fits = value.Text is null && value.Dimension == Dimension.Number;
        return fits
            ? new Value(Checked(value.Number * unit.Factor), unit.Dimension, null)
            : throw new BindException("unit", position, $"'{value}' has a unit or is a text; it takes no '{name}'");
    }

    private Value Calculate(OperatorExpression both)
    {
        Value left = Evaluate(both.Left);
        Value right = Evaluate(both.Right);
        if (left.Text is not null || right.Text is not null)
        {
            throw new BindException("argument", both.Position, $"'{both.Sign}' needs numbers, not a text");
        }

        bool isPlain = right.Dimension == Dimension.Number;
        bool isSame = left.Dimension == right.Dimension;
        bool isSum = both.Sign is '+' or '-';
        if (isSum ? !isSame : both.Sign == '*' ? !isPlain && left.Dimension != Dimension.Number : !isPlain && !isSame)
        {
            string units = $"{Units.Describe(left.Dimension)} and {Units.Describe(right.Dimension)}";
            throw new BindException("unit", both.Position, $"'{both.Sign}' does not fit {units}");
        }

        if (both.Sign is '/' or '%' && right.Number == 0)
        {
            throw new BindException("argument", both.Position, "this divides by zero");
        }

        Dimension dimension = both.Sign == '/' && isSame ? Dimension.Number
            : both.Sign == '*' && !isPlain ? right.Dimension
            : left.Dimension;
        return new Value(Checked(Number(both.Sign, left.Number, right.Number)), dimension, null);
    }

    private static decimal Number(char sign, decimal left, decimal right) => sign switch
    {
        '+' => left + right,
        '-' => left - right,
        '*' => left * right,
        '/' => left / right,
        _ => left % right,
    };

    private static decimal Checked(decimal number) =>
        Math.Abs(number) <= 1e24m ? number : throw new OverflowException();
}
