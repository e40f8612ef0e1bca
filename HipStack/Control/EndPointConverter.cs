using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HiperNet.HipStack.Control;

/// <summary>Addresses with ports as text; a port of 0, which means none, is left out.</summary>
internal sealed class EndPointConverter : JsonConverter<IPEndPoint>
{
    /// <inheritdoc/>
    public override IPEndPoint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && IPEndPoint.TryParse(reader.GetString()!, out IPEndPoint? end)
            ? end
            : throw new JsonException("an IP address with or without a port is expected");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IPEndPoint value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Port == 0 ? value.Address.ToString() : value.ToString());
}
