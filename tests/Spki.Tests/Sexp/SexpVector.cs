using System.Text.Json;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tests.Vectors;

namespace HiperNet.Spki.Tests.Sexp;

/// <summary>A case of <c>spec/vectors/sexp.json</c>, read from the file.</summary>
/// <param name="Form">canonical, transport or advanced.</param>
/// <param name="Name">The case in words.</param>
/// <param name="Input">The bytes to read.</param>
/// <param name="Fault">The fault that must come, or none.</param>
/// <param name="Canonical">The canonical form that must come, or null.</param>
/// <param name="Sha256">Its hash in hexadecimal, or null.</param>
internal sealed record SexpVector(
    string Form, string Name, byte[] Input, SexpFault Fault, byte[]? Canonical, string? Sha256)
{
    public static string Path { get; } = VectorJson.PathOf("sexp.json");

    public static IReadOnlyList<SexpVector> All { get; } = [.. VectorJson.Cases(Path).Select(Load)];

    public override string ToString() => $"{Form}: {Name}";

    private static SexpVector Load(JsonElement one)
    {
        bool isAccepted = one.GetProperty("result").GetString() == "accepted";
        return new SexpVector(
            one.GetProperty("form").GetString()!,
            one.GetProperty("name").GetString()!,
            VectorJson.Bytes(one.GetProperty("input")),
            isAccepted ? SexpFault.None : Enum.Parse<SexpFault>(one.GetProperty("fault").GetString()!),
            isAccepted ? VectorJson.Bytes(one.GetProperty("canonical")) : null,
            isAccepted ? one.GetProperty("sha256").GetString() : null);
    }
}
