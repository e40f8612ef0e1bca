using System.Text.Json;
using HiperNet.HipStack.Control;

namespace HiperNet.Cli.Hip;

/// <summary>Records of the contract in the JSON of an answer.</summary>
internal static class ControlRecords
{
    /// <summary>One record as a property.</summary>
    public static void Write<T>(Utf8JsonWriter json, string name, T record)
    {
        json.WritePropertyName(name);
        ControlCodec.Write(json, record);
    }

    /// <summary>Several as a property that is an array.</summary>
    public static void WriteAll<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> records)
    {
        json.WriteStartArray(name);
        foreach (T record in records)
        {
            ControlCodec.Write(json, record);
        }

        json.WriteEndArray();
    }

    /// <summary>What a change has done, in a line and in JSON.</summary>
    public static Answer Changed(string line, ChangeResult result)
    {
        PlainText text = new();
        text.Line(line);
        foreach (string note in result.Notes)
        {
            text.Line(note);
        }

        return new Answer(text.ToString(), json =>
        {
            json.WriteNumber("changed", result.Changed);
            json.WriteStartArray("notes");
            foreach (string note in result.Notes)
            {
                json.WriteStringValue(note);
            }

            json.WriteEndArray();
        });
    }

    /// <summary>A number of things, with the letter for several.</summary>
    public static string Count(int count, string thing) => $"{count} {thing}{(count == 1 ? "" : "s")}";
}
