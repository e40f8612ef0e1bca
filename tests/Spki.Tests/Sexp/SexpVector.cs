using System.Text.Json;
using HiperNet.Spki.Sexp;
using HiperNet.Testing;

namespace HiperNet.Spki.Tests.Sexp;

/// <summary>A case of <c>spec/vectors/sexp.json</c>, read from the file as another implementation would.</summary>
/// <param name="Form">canonical, transport or advanced.</param>
/// <param name="Name">The case in words.</param>
/// <param name="Input">The bytes to read.</param>
/// <param name="Fault">The fault that must come, or none.</param>
/// <param name="Canonical">The canonical form that must come, or null.</param>
/// <param name="Sha256">Its hash in hexadecimal, or null.</param>
internal sealed record SexpVector(
    string Form, string Name, byte[] Input, SexpFault Fault, byte[]? Canonical, string? Sha256)
{
    public static string Path { get; } = RepositoryFiles.PathOf("spec", "vectors", "sexp.json");

    public static IReadOnlyList<SexpVector> All { get; } = Load();

    public override string ToString() => $"{Form}: {Name}";

    private static List<SexpVector> Load()
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllBytes(Path));
        return [.. file.RootElement.GetProperty("cases").EnumerateArray().Select(Load)];
    }

    private static SexpVector Load(JsonElement one)
    {
        bool isAccepted = one.GetProperty("result").GetString() == "accepted";
        return new SexpVector(
            one.GetProperty("form").GetString()!,
            one.GetProperty("name").GetString()!,
            Bytes(one.GetProperty("input")),
            isAccepted ? SexpFault.None : Enum.Parse<SexpFault>(one.GetProperty("fault").GetString()!),
            isAccepted ? Bytes(one.GetProperty("canonical")) : null,
            isAccepted ? one.GetProperty("sha256").GetString() : null);
    }

    /// <summary>Hexadecimal, or a list of repeated pieces.</summary>
    internal static byte[] Bytes(JsonElement value)
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
