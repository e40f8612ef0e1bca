using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Client.Contracts;

namespace HiperNet.Cli.Registrars;

/// <summary>What a registrar's answers and problems are to the user.</summary>
internal static class RegistrarAnswers
{
    /// <summary>The value.</summary>
    /// <exception cref="CliException">There is a problem instead.</exception>
    public static T Must<T>(ApiAnswer<T> answer)
        where T : class => answer switch
        {
            { Problem: { } problem } => throw Refused(problem),
            { Value: { } value } => value,
            _ => throw new CliException(ExitCode.Environment, "the registrar's answer is empty"),
        };

    /// <summary>All items of a list, page by page.</summary>
    public static async Task<IReadOnlyList<T>> AllAsync<T>(Func<string?, Task<ApiAnswer<Page<T>>>> ask)
    {
        List<T> all = [];
        string? after = null;
        do
        {
            Page<T> page = Must(await ask(after));
            all.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        return all;
    }

    /// <summary>A problem as the end of the command.</summary>
    public static CliException Refused(Problem problem)
    {
        string errors = problem.Errors is { Count: > 0 } list ? ": " + string.Join("; ", list) : "";
        string later = problem.EarliestStart is { } start ? $"; it would do from {Time(start)} on" : "";
        string words = problem.Code switch
        {
            "stale" => $"this machine's clock and the registrar's differ: {problem.Detail}",
            "unreachable" => $"the registrar does not answer: {problem.Detail}",
            _ => $"{problem.Title.ToLowerInvariant()} ({problem.Code}): {problem.Detail}",
        };
        return new CliException(CodeOf(problem), PlainText.Clean(words + errors + later));
    }

    /// <summary>Writes a list under a name.</summary>
    public static void Write<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, JsonTypeInfo<T> type)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            JsonSerializer.Serialize(json, item, type);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes one document under a name.</summary>
    public static void Write<T>(Utf8JsonWriter json, string name, T item, JsonTypeInfo<T> type)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, item, type);
    }

    /// <summary>A table, or words if it is empty.</summary>
    public static string Table(string empty, string[] head, IEnumerable<string[]> rows)
    {
        string[][] all = [.. rows];
        if (all.Length == 0)
        {
            return empty;
        }

        PlainText text = new();
        text.Table([head, .. all]);
        return text.ToString();
    }

    /// <summary>A text of several lines, each without what could steer a terminal.</summary>
    public static string Lines(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(PlainText.Clean)).TrimEnd('\n');

    /// <summary>An instant, such as 2026-12-01 10:00:00Z; a hyphen for none.</summary>
    public static string Time(long? seconds) => seconds is >= -62_135_596_800 and <= 253_402_300_799 and { } time
        ? DateTimeOffset.FromUnixTimeSeconds(time).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        : "-";

    private static ExitCode CodeOf(Problem problem) => problem.Code switch
    {
        "malformed" or "document" or "certificate" or "too-large" => ExitCode.Malformed,
        "stale" or "internal" or "not-understood" => ExitCode.Environment,
        _ => ExitCode.Refused,
    };
}
