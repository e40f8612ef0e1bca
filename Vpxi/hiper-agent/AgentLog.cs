using System.Globalization;
using System.Text;

namespace HiperNet.Agent;

/// <summary>
/// Lines for the journal: a level, a stable name of the event, and fields. What comes from others can neither begin a
/// line nor steer a terminal, and is cut.
/// </summary>
internal sealed class AgentLog(TextWriter writer)
{
    private const int MostCharacters = 500;
    private readonly Lock gate = new();

    /// <summary>Something that is as it should be.</summary>
    public void Info(string name, params ReadOnlySpan<(string Key, object? Value)> fields) =>
        Write("info", name, fields);

    /// <summary>Something that somebody should look at.</summary>
    public void Warn(string name, params ReadOnlySpan<(string Key, object? Value)> fields) =>
        Write("warning", name, fields);

    private void Write(string level, string name, ReadOnlySpan<(string Key, object? Value)> fields)
    {
        StringBuilder line = new();
        line.Append("hiper-agent: level=").Append(level).Append(" event=").Append(name);
        foreach ((string key, object? value) in fields)
        {
            if (value is not null)
            {
                line.Append(' ').Append(key).Append('=');
                Quote(line, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
            }
        }

        lock (gate)
        {
            writer.WriteLine(line.ToString());
            writer.Flush();
        }
    }

    private static void Quote(StringBuilder line, string value)
    {
        string text = value.Length > MostCharacters ? value[..MostCharacters] + "..." : value;
        if (text.Length > 0 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || ".:/-_[]+".Contains(letter)))
        {
            line.Append(text);
            return;
        }

        line.Append('"');
        foreach (char letter in text)
        {
            line.Append(letter is '"' or '\\' ? $"\\{letter}" : char.IsControl(letter) ? " " : letter.ToString());
        }

        line.Append('"');
    }
}
