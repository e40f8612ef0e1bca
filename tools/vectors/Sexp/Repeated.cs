using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HiperNet.Vectors.Sexp;

/// <summary>Bytes that stand so many times in a row: large inputs are described, not stored.</summary>
/// <param name="Text">The bytes, each written as the Latin-1 character of its value.</param>
/// <param name="Times">How often they stand.</param>
public sealed record Repeated(string Text, int Times = 1)
{
    /// <summary>A piece that stands once.</summary>
    public static implicit operator Repeated(string text) => new(text);

    /// <summary>The bytes of one round.</summary>
    public byte[] ToBytes() => Encoding.Latin1.GetBytes(Text);

    /// <summary>Writes a row of pieces: hexadecimal if each stands once, else a list of pieces.</summary>
    public static void WriteValue(Utf8JsonWriter json, IReadOnlyList<Repeated> pieces)
    {
        if (pieces.All(piece => piece.Times == 1))
        {
            json.WriteStringValue(string.Concat(pieces.Select(piece => Convert.ToHexStringLower(piece.ToBytes()))));
            return;
        }

        json.WriteStartArray();
        foreach (Repeated piece in pieces)
        {
            json.WriteStartObject();
            json.WriteString("repeat", Convert.ToHexStringLower(piece.ToBytes()));
            json.WriteNumber("times", piece.Times);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The SHA-256 of all pieces in a row, in hexadecimal.</summary>
    public static string Sha256(IEnumerable<Repeated> pieces)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Repeated piece in pieces)
        {
            byte[] bytes = piece.ToBytes();
            for (int i = 0; i < piece.Times; i++)
            {
                hash.AppendData(bytes);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
