using System.Text;

namespace HiperNet.Cli;

/// <summary>
/// Plain output: lines and aligned tables. Names come from files and from other hosts, so what could steer a
/// terminal is replaced.
/// </summary>
internal sealed class PlainText
{
    private const int LabelWidth = 12;
    private const string Gap = "  ";

    private readonly StringBuilder text = new();

    /// <summary>A line.</summary>
    public void Line(string line) => text.Append(Clean(line)).Append('\n');

    /// <summary>Values behind a label, which is written once; nothing without values.</summary>
    public void Field(string indent, string label, params IEnumerable<string?> values)
    {
        foreach (string value in values.OfType<string>())
        {
            Line(indent + label.PadRight(LabelWidth) + value);
            label = "";
        }
    }

    /// <summary>Rows whose cells stand under each other; the first row is the heading.</summary>
    public void Table(IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(i => rows.Max(row => Clean(row[i]).Length))];
        foreach (string[] row in rows)
        {
            Line(string.Join(Gap, row.Select((cell, i) => Clean(cell).PadRight(widths[i]))).TrimEnd());
        }
    }

    /// <summary>Lines that end in one, without the last line end.</summary>
    public override string ToString() => text.ToString().TrimEnd('\n');

    /// <summary>A text without control characters.</summary>
    public static string Clean(string value) => value.Any(IsUnsafe)
        ? string.Concat(value.Select(character => IsUnsafe(character) ? '?' : character))
        : value;

    private static bool IsUnsafe(char character) =>
        char.IsControl(character)
        || char.GetUnicodeCategory(character) is System.Globalization.UnicodeCategory.Format
            or System.Globalization.UnicodeCategory.LineSeparator
            or System.Globalization.UnicodeCategory.ParagraphSeparator;
}
