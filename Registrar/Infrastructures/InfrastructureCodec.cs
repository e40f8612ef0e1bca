using System.Text.Json;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Infrastructures;

/// <summary>Runs, nodes and shares as values of the store: spec/registrar-api.md, section 3.</summary>
internal static class InfrastructureCodec
{
    private const string Degraded = "degraded";
    private const string Moved = "moved";

    public static byte[] Write(RunRecord run) => VersionedJson.Write(json =>
    {
        json.WriteString("id", run.Id);
        json.WriteString("owner", run.Owner);
        json.WriteBase64String("owner_key", run.OwnerKey.Span);
        json.WriteString("wanted", run.Wanted.ToString());
        json.WriteBoolean("replan", run.Replan);
        WriteTexts(json, "offers", run.Offers);
        WriteTexts(json, "agents", run.Agents);
        json.WriteNumber("due", run.Due);
        json.WriteNumber("end", run.End);
        json.WriteNumber("warned", run.Warned);
        if (run.Degraded.Count > 0)
        {
            WriteTexts(json, Degraded, run.Degraded);
        }

        if (run.HasMoved)
        {
            json.WriteBoolean(Moved, true);
        }

        if (run.Transfer is { } terms)
        {
            json.WriteStartObject("transfer");
            json.WriteString("id", terms.Id);
            json.WriteString("network", terms.Network);
            json.WriteBase64String("user", terms.User.Span);
            WriteTexts(json, "nodes", terms.Nodes);
            json.WriteEndObject();
        }
    });

    /// <exception cref="InvalidDataException">It is none.</exception>
    public static RunRecord ReadRun(ReadOnlyMemory<byte> value) => VersionedJson.Read(value, json => new RunRecord(
        VersionedJson.Text(json, "id"),
        VersionedJson.Text(json, "owner"),
        json.GetProperty("owner_key").GetBytesFromBase64(),
        VersionedJson.Word<Wanted>(json, "wanted"),
        json.GetProperty("replan").GetBoolean(),
        ReadTexts(json, "offers"),
        ReadTexts(json, "agents"),
        json.GetProperty("due").GetInt64(),
        json.GetProperty("end").GetInt64(),
        json.GetProperty("warned").GetInt64())
    {
        Degraded = json.TryGetProperty(Degraded, out _) ? ReadTexts(json, Degraded) : [],
        HasMoved = json.TryGetProperty(Moved, out JsonElement moved) && moved.GetBoolean(),
        Transfer = json.TryGetProperty("transfer", out JsonElement transfer) ? ReadTerms(transfer) : null,
    });

    private static TransferTerms ReadTerms(JsonElement json) => new(
        VersionedJson.Text(json, "id"),
        VersionedJson.Text(json, "network"),
        json.GetProperty("user").GetBytesFromBase64(),
        ReadTexts(json, "nodes"));

    public static byte[] Write(NodeRecord node) => VersionedJson.Write(json =>
    {
        json.WriteString("name", node.Name);
        json.WriteString("principal", node.Principal);
        json.WriteBase64String("key", node.Key.Span);
        json.WriteString("hit", node.Hit);
        WriteTexts(json, "addresses", node.Addresses);
        json.WriteString("state", node.State);
        WriteOptional(json, "detail", node.Detail);
    });

    /// <exception cref="InvalidDataException">It is none.</exception>
    public static NodeRecord ReadNode(ReadOnlyMemory<byte> value) => VersionedJson.Read(value, json => new NodeRecord(
        VersionedJson.Text(json, "name"),
        VersionedJson.Text(json, "principal"),
        json.GetProperty("key").GetBytesFromBase64(),
        VersionedJson.Text(json, "hit"),
        ReadTexts(json, "addresses"),
        VersionedJson.Text(json, "state"),
        ReadOptional(json, "detail")));

    public static byte[] Write(ShareRecord share) => VersionedJson.Write(json =>
    {
        json.WriteString("principal", share.Principal);
        json.WriteBase64String("key", share.Key.Span);
        json.WriteString("state", share.State);
        WriteOptional(json, "detail", share.Detail);
    });

    /// <exception cref="InvalidDataException">It is none.</exception>
    public static ShareRecord ReadShare(ReadOnlyMemory<byte> value) => VersionedJson.Read(value, json =>
        new ShareRecord(
            VersionedJson.Text(json, "principal"),
            json.GetProperty("key").GetBytesFromBase64(),
            VersionedJson.Text(json, "state"),
            ReadOptional(json, "detail")));

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static string[] ReadTexts(JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(text => text.GetString() ?? "")];

    private static void WriteOptional(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static string? ReadOptional(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement text) ? text.GetString() : null;
}
