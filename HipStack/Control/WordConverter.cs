using System.Text.Json;
using System.Text.Json.Serialization;

namespace HiperNet.HipStack.Control;

/// <summary>
/// Enumerations as words such as <c>i1-sent</c>. A word that is not known here, because it is of a later version, is
/// the value 0.
/// </summary>
/// <typeparam name="T">The enumeration; its value 0 stands for what is not known.</typeparam>
internal sealed class WordConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    private static readonly Dictionary<T, string> Words =
        Enum.GetValues<T>().ToDictionary(value => value, value => Word(value.ToString()));

    private static readonly Dictionary<string, T> Values =
        Words.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The word for a value.</summary>
    internal static string Of(T value) => Words.TryGetValue(value, out string? word) ? word : Words[default];

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? Values.GetValueOrDefault(reader.GetString()!)
            : throw new JsonException("a word is expected");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Of(value));

    private static string Word(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
