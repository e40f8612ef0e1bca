namespace HiperNet.Vpxi.Model;

/// <summary>Writes amounts.</summary>
internal static class AmountText
{
    /// <summary>The bounds of an amount, without its preference and its event.</summary>
    public static string Write(Amount amount, Dimension dimension)
    {
        if (amount.Choices.Count > 0)
        {
            return "one of " + string.Join(", ", amount.Choices.Select(choice => Quantity(choice, dimension)));
        }

        string step = amount.Step == 0 ? "" : $" step {Quantity(amount.Step, dimension)}";
        string low = Quantity(amount.Minimum, dimension);
        return amount.Maximum == Amount.Unbounded ? $"at least {low}{step}"
            : amount is { IsExact: true, Step: 0 } ? low
            : amount is { Minimum: 0, Step: 0 } ? $"at most {Quantity(amount.Maximum, dimension)}"
            : $"{low} to {Quantity(amount.Maximum, dimension)}{step}";
    }

    /// <summary>A quantity with its unit.</summary>
    public static string Quantity(long value, Dimension dimension)
    {
        (string number, string? unit) = Units.Write(value, dimension);
        return unit is null ? number : $"{number} {unit}";
    }
}
