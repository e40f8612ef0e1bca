using System.Text.Json;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Resources;

/// <summary>Offers' certificates as values of the store: spec/registrar-api.md, section 3.</summary>
internal static class ProofCodec
{
    public static byte[] Write(ProofRecord proof) => VersionedJson.Write(json =>
    {
        json.WriteString("offer", proof.Offer);
        json.WriteString("owner", proof.Owner);
        json.WriteStartArray("resources");
        foreach (ResourceRecord resource in proof.Resources)
        {
            json.WriteStartObject();
            json.WriteString("element", resource.Element);
            json.WriteString("principal", resource.Principal);
            json.WriteNumber("not_after", resource.NotAfter);
            json.WriteBase64String("certificates", resource.Certificates.Span);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <exception cref="InvalidDataException">It is none.</exception>
    public static ProofRecord Read(ReadOnlyMemory<byte> value) => VersionedJson.Read(value, json => new ProofRecord(
        VersionedJson.Text(json, "offer"),
        VersionedJson.Text(json, "owner"),
        [.. json.GetProperty("resources").EnumerateArray().Select(One)]));

    private static ResourceRecord One(JsonElement json) => new(
        VersionedJson.Text(json, "element"),
        VersionedJson.Text(json, "principal"),
        json.GetProperty("not_after").GetInt64(),
        json.GetProperty("certificates").GetBytesFromBase64());
}
