using System.Text.Json;
using HiperNet.Registrar.State;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Sexp;

namespace HiperNet.Registrar.Revocations;

/// <summary>Lists as the values of keys, in JSON with a version.</summary>
internal static class ListCodec
{
    public static byte[] Write(StoredList stored) => VersionedJson.Write(json =>
    {
        json.WriteNumber("generation", stored.Generation);
        json.WriteNumber("number", stored.Number);
        json.WriteBase64String("list", stored.List.Node.Canonical.Span);
        json.WriteBase64String("signature", stored.Signature.Node.Canonical.Span);
        json.WriteStartArray("ends");
        foreach ((_, long seconds) in stored.Ends.OrderBy(one => one.Key))
        {
            json.WriteNumberValue(seconds);
        }

        json.WriteEndArray();
        json.WriteString("mark", stored.Mark);
    });

    /// <summary>Reads a list.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static StoredList Read(ReadOnlyMemory<byte> value) => VersionedJson.Read(value, Read);

    private static StoredList Read(JsonElement json)
    {
        RevocationObject list = Object<RevocationObject>(json, "list");
        ObjectId[] canceled = [.. (StoredList.CanceledBy(list) ?? throw No("list")).Order()];
        long[] ends = [.. json.GetProperty("ends").EnumerateArray().Select(one => one.GetInt64())];
        return canceled.Length == ends.Length
            ? new StoredList(
                json.GetProperty("generation").GetInt64(),
                json.GetProperty("number").GetInt32(),
                list,
                Object<Signature>(json, "signature"),
                canceled.Zip(ends).ToDictionary(pair => pair.First, pair => pair.Second),
                VersionedJson.Text(json, "mark"))
            : throw No("ends");
    }

    private static T Object<T>(JsonElement json, string name)
        where T : SpkiObject =>
        CanonicalParser.TryParse(json.GetProperty(name).GetBytesFromBase64(), null, out SexpNode? node, out _)
        && SpkiObject.TryParse(node, out SpkiObject? value, out _)
        && value is T good
            ? good
            : throw No(name);

    private static InvalidDataException No(string name) => new($"'{name}' is not what a revocation list has there");
}
