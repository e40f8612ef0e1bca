using System.Text;
using System.Text.Json;
using HiperNet.Vpxi.Model;

namespace HiperNet.Cli.Vxdl;

/// <summary>Tells what is wrong with a description, as compilers do, and as JSON.</summary>
internal static class FindingText
{
    /// <summary>One line for each finding, each with a line end; control characters are made visible.</summary>
    public static string Plain(string file, IEnumerable<Finding> findings)
    {
        StringBuilder text = new();
        foreach (Finding finding in findings)
        {
            string severity = finding.Severity == Severity.Error ? "error" : "warning";
            string suggestion = finding.Suggestion is null ? "" : $" ({finding.Suggestion})";
            string line = $"{file}:{finding.Place}: {severity}: {finding.Message}{suggestion} [{finding.Rule}]";
            text.Append(string.Concat(line.Select(letter => char.IsControl(letter) ? '?' : letter))).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Writes the property <c>findings</c>.</summary>
    public static void Json(Utf8JsonWriter json, IEnumerable<Finding> findings)
    {
        json.WriteStartArray("findings");
        foreach (Finding finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("severity", finding.Severity == Severity.Error ? "error" : "warning");
            json.WriteString("rule", finding.Rule);
            json.WriteNumber("line", finding.Place.Line);
            json.WriteNumber("column", finding.Place.Column);
            json.WriteString("message", finding.Message);
            json.WriteString("suggestion", finding.Suggestion);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
