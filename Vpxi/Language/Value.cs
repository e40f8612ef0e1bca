using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>The value of a parameter or of an expression: a number with what it measures, or a text.</summary>
/// <param name="Number">In base units of the dimension.</param>
/// <param name="Dimension">What the number measures.</param>
/// <param name="Text">The text; null for a number.</param>
internal readonly record struct Value(decimal Number, Dimension Dimension, string? Text)
{
    /// <summary>A plain number.</summary>
    public static Value Of(decimal number) => new(number, Dimension.Number, null);

    /// <summary>A text.</summary>
    public static Value Of(string text) => new(0, Dimension.Number, text);

    /// <inheritdoc/>
    public override string ToString()
    {
        if (Text is not null || Dimension == Dimension.Number || Number % 1 != 0 || Number > long.MaxValue)
        {
            return Text ?? Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        (string number, string? unit) = Units.Write((long)Number, Dimension);
        return $"{number} {unit}";
    }
}
