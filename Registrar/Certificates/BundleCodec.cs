using System.Text.Json;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Certificates;

/// <summary>Bundles as values of the store: spec/registrar-api.md, section 3.</summary>
internal static class BundleCodec
{
    public static byte[] Write(Bundle bundle) => VersionedJson.Write(json =>
    {
        json.WriteString("subject", bundle.Subject);
        json.WriteString("about", bundle.About);
        json.WriteStartArray("certificates");
        foreach (StoredCertificate certificate in bundle.Certificates)
        {
            json.WriteStartObject();
            json.WriteString("id", certificate.Id);
            json.WriteString("issuer", certificate.Issuer);
            json.WriteString("tag", certificate.Tag);
            WriteTime(json, "not_before", certificate.NotBefore);
            WriteTime(json, "not_after", certificate.NotAfter);
            json.WriteBase64String("sequence", certificate.Sequence.Span);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <exception cref="InvalidDataException">It is none.</exception>
    public static Bundle Read(ReadOnlyMemory<byte> value) => VersionedJson.Read(value, json => new Bundle(
        VersionedJson.Text(json, "subject"),
        VersionedJson.Text(json, "about"),
        [.. json.GetProperty("certificates").EnumerateArray().Select(ReadOne)]));

    private static StoredCertificate ReadOne(JsonElement json) => new(
        VersionedJson.Text(json, "id"),
        VersionedJson.Text(json, "issuer"),
        VersionedJson.Text(json, "tag"),
        ReadTime(json, "not_before"),
        ReadTime(json, "not_after"),
        json.GetProperty("sequence").GetBytesFromBase64());

    private static void WriteTime(Utf8JsonWriter json, string name, long? time)
    {
        if (time is { } seconds)
        {
            json.WriteNumber(name, seconds);
        }
    }

    private static long? ReadTime(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement time) ? time.GetInt64() : null;
}
