using System.Text.Json;
using HiperNet.Testing;

namespace HiperNet.Spki.Tests.Vectors;

/// <summary>Reads the files of spec/vectors as another implementation would.</summary>
internal static class VectorJson
{
    public static string PathOf(string file) => RepositoryFiles.PathOf("spec", "vectors", file);

    public static IReadOnlyList<JsonElement> Cases(string path)
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. file.RootElement.GetProperty("cases").EnumerateArray().Select(one => one.Clone())];
    }

    public static string? TextOf(JsonElement from, string name) =>
        from.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    /// <summary>Hexadecimal, or a list of repeated pieces.</summary>
    public static byte[] Bytes(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            return Convert.FromHexString(value.GetString()!);
        }

        using MemoryStream bytes = new();
        foreach (JsonElement piece in value.EnumerateArray())
        {
            byte[] once = Convert.FromHexString(piece.GetProperty("repeat").GetString()!);
            for (int i = piece.GetProperty("times").GetInt32(); i > 0; i--)
            {
                bytes.Write(once);
            }
        }

        return bytes.ToArray();
    }
}
