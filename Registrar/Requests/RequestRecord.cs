using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Requests;

/// <summary>What is kept of a request: that it is in progress, or its answer.</summary>
/// <param name="Hash">Of the request.</param>
/// <param name="Maker">A random word of who began it.</param>
/// <param name="Answer">Null while it is in progress.</param>
internal sealed record RequestRecord(string Hash, string Maker, StoredAnswer? Answer)
{
    public byte[] Write() => VersionedJson.Write(json =>
    {
        json.WriteString("hash", Hash);
        json.WriteString("maker", Maker);
        if (Answer is not null)
        {
            json.WriteNumber("status", Answer.Status);
            json.WriteString("content_type", Answer.ContentType);
            json.WriteBase64String("body", Answer.Body.Span);
        }
    });

    /// <exception cref="InvalidDataException">It is none.</exception>
    public static RequestRecord Read(ReadOnlyMemory<byte> value) => VersionedJson.Read(
        value,
        json => new RequestRecord(
            VersionedJson.Text(json, "hash"),
            VersionedJson.Text(json, "maker"),
            json.TryGetProperty("status", out System.Text.Json.JsonElement status)
                ? new StoredAnswer(
                    status.GetInt32(),
                    VersionedJson.Text(json, "content_type"),
                    json.GetProperty("body").GetBytesFromBase64())
                : null));
}
