using System.Globalization;
using System.Text;

namespace HiperNet.Hipd.Metrics;

/// <summary>Writes Prometheus's text format 0.0.4: a help, a type, then samples, family by family.</summary>
internal sealed class MetricsText
{
    /// <summary>The media type of the text.</summary>
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder text = new();

    /// <summary>Begins a family whose numbers only rise.</summary>
    public MetricsText Counter(string name, string help) => Family(name, help, "counter");

    /// <summary>Begins a family whose numbers rise and fall.</summary>
    public MetricsText Gauge(string name, string help) => Family(name, help, "gauge");

    /// <summary>Adds a sample to a family.</summary>
    /// <param name="name">The family's name.</param>
    /// <param name="value">The value, in base units.</param>
    /// <param name="labels">Labels with their values, which may be any text.</param>
    public MetricsText Sample(string name, double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        text.Append(name);
        for (int i = 0; i < labels.Length; i++)
        {
            text.Append(i == 0 ? '{' : ',').Append(labels[i].Name).Append("=\"");
            AppendEscaped(labels[i].Value, quote: true);
            text.Append('"');
        }

        text.Append(labels.Length == 0 ? " " : "} ");
        text.Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
        return this;
    }

    /// <summary>A family of one sample.</summary>
    public MetricsText Only(string name, string help, double value) =>
        (name.EndsWith("_total", StringComparison.Ordinal) ? Counter(name, help) : Gauge(name, help))
        .Sample(name, value);

    /// <summary>The text.</summary>
    public override string ToString() => text.ToString();

    private MetricsText Family(string name, string help, string type)
    {
        text.Append("# HELP ").Append(name).Append(' ');
        AppendEscaped(help, quote: false);
        text.Append("\n# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        return this;
    }

    private void AppendEscaped(string value, bool quote)
    {
        foreach (char character in value)
        {
            _ = character switch
            {
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '"' when quote => text.Append("\\\""),
                _ => text.Append(character),
            };
        }
    }
}
