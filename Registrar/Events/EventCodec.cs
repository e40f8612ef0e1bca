using System.Text.Json;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Events;

/// <summary>Events as the values of keys, in JSON with a version.</summary>
internal static class EventCodec
{
    public static byte[] Write(
        string name, string @object, long time, IReadOnlyDictionary<string, string> details) =>
        VersionedJson.Write(json =>
        {
            json.WriteString("name", name);
            json.WriteString("object", @object);
            json.WriteNumber("time", time);
            json.WriteStartObject("details");
            foreach ((string key, string text) in details)
            {
                json.WriteString(key, text);
            }

            json.WriteEndObject();
        });

    /// <summary>Reads an event; null if it is none, or of a newer form: it must not keep the others back.</summary>
    public static EventView? TryRead(ReadOnlyMemory<byte> value, long cursor)
    {
        try
        {
            return VersionedJson.Read(value, json => new EventView(
                cursor,
                VersionedJson.Text(json, "name"),
                VersionedJson.Text(json, "object"),
                json.GetProperty("time").GetInt64(),
                Details(json.GetProperty("details"))));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static Dictionary<string, string> Details(JsonElement json)
    {
        Dictionary<string, string> details = [];
        foreach (JsonProperty one in json.EnumerateObject())
        {
            details[one.Name] = VersionedJson.Text(json, one.Name);
        }

        return details;
    }
}
