using System.Buffers;
using System.Text.Json;

namespace HiperNet.Registrar.State;

/// <summary>Records as the values of keys: JSON objects with the version of their form.</summary>
internal static class VersionedJson
{
    private const string Version = "version";
    private const int CurrentVersion = 1;

    /// <summary>Writes a record.</summary>
    /// <param name="write">Writes its properties into the open object.</param>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> octets = new();
        using (Utf8JsonWriter json = new(octets))
        {
            json.WriteStartObject();
            json.WriteNumber(Version, CurrentVersion);
            write(json);
            json.WriteEndObject();
        }

        return octets.WrittenSpan.ToArray();
    }

    /// <summary>Reads a record.</summary>
    /// <param name="value">The value of a key.</param>
    /// <param name="read">Makes it of the object.</param>
    /// <exception cref="InvalidDataException">It is no record, or one of a newer form.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> value, Func<JsonElement, T> read)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(value);
            int version = document.RootElement.GetProperty(Version).GetInt32();
            return version == CurrentVersion
                ? read(document.RootElement)
                : throw new InvalidDataException($"version {version} is not known to this registrar");
        }
        catch (Exception exception)
            when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException("no record of a registrar", exception);
        }
    }

    /// <summary>A text that must be there.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public static string Text(JsonElement json, string name) =>
        json.GetProperty(name).GetString() ?? throw new InvalidDataException($"'{name}' is missing");

    /// <summary>A word of an enumeration that must be there.</summary>
    /// <exception cref="InvalidDataException">It is not, or is another word.</exception>
    public static T Word<T>(JsonElement json, string name)
        where T : struct, Enum => Enum.TryParse(Text(json, name), out T word) && Enum.IsDefined(word)
            ? word
            : throw new InvalidDataException($"'{name}' is no word that is known");
}
