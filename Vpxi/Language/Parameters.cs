using Sprache;

namespace HiperNet.Vpxi.Language;

/// <summary>The parameters of a document: their values, given or by default, and what they may be.</summary>
internal sealed class Parameters(Scope scope, IReadOnlyDictionary<string, string> given)
{
    private readonly HashSet<string> declared = [];

    /// <summary>Those that the document has.</summary>
    public IEnumerable<string> Declared => declared;

    /// <summary>Those that are given and that the document does not have.</summary>
    public IEnumerable<string> Unused =>
        given.Keys.Where(name => !declared.Contains(name)).Order(StringComparer.Ordinal);

    /// <summary>
    /// Carries out <c>parameter NAME [= VALUE] [from VALUE to VALUE | one of VALUE, ...]</c>.
    /// </summary>
    /// <exception cref="BindException">It is wrong, or the value is not one that it may be.</exception>
    public void Declare(Arguments arguments)
    {
        int position = arguments.Statement.Position;
        string name = arguments.Name();
        if (!declared.Add(name) || scope.Has(name))
        {
            throw new BindException("parameter", position, $"there is a parameter '{name}' already");
        }

        Value? value = arguments.Sign() ? arguments.Value() : null;
        if (given.TryGetValue(name, out string? text))
        {
            value = Parse(text, name, position);
        }

        if (value is not Value some)
        {
            throw new BindException(
                "parameter", position, $"the parameter '{name}' has no value", $"give one: --set {name}=VALUE");
        }

        // A wrong value still is one: whatever uses it is read, and its own errors are found in the same run.
        scope.Set(name, some);
        Constrain(arguments, name, some);
    }

    private static void Constrain(Arguments arguments, string name, Value value)
    {
        int position = arguments.Statement.Position;
        if (arguments.Take("from"))
        {
            Value least = arguments.Value();
            arguments.Need("to");
            Value most = arguments.Value();
            bool isComparable = value.Text is null && least.Dimension == value.Dimension
                && most.Dimension == value.Dimension && least.Text is null && most.Text is null;
            if (!isComparable || value.Number < least.Number || value.Number > most.Number)
            {
                string message = $"the parameter '{name}' is {value}, and may be from {least} to {most}";
                throw new BindException("parameter", position, message);
            }
        }
        else if (arguments.Take("one"))
        {
            arguments.Need("of");
            IReadOnlyList<Value> choices = arguments.Values();
            if (!choices.Contains(value))
            {
                string message = $"the parameter '{name}' is {value}, and may be one of {string.Join(", ", choices)}";
                throw new BindException("parameter", position, message);
            }
        }
    }

    /// <summary>A value from outside: a number with its unit if it is one, otherwise a text as it is.</summary>
    private Value Parse(string text, string name, int position)
    {
        IResult<Term> term = TermGrammar.Any(new VxdlInput(text));
        bool isNumber = term.WasSuccessful && term.Remainder.AtEnd && text.Length > 0 && char.IsAsciiDigit(text[0]);
        try
        {
            return isNumber && term.Value is ValueTerm value ? scope.Evaluate(value) : Value.Of(text);
        }
        catch (BindException fault)
        {
            throw new BindException(fault.Rule, position, $"the value of '{name}': {fault.Message}", fault.Suggestion);
        }
    }
}
