using System.Security.Cryptography;
using System.Text;

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
