using System.Diagnostics.CodeAnalysis;

namespace HiperNet.Spki.Keys;

/// <summary>RSA keys whose numbers come from other formats, with or without leading zero octets.</summary>
internal static class RsaImport
{
    /// <summary>A key from big-endian numbers that are not negative.</summary>
    public static bool TryCreate(
        ReadOnlySpan<byte> modulus,
        ReadOnlySpan<byte> exponent,
        [NotNullWhen(true)] out PublicKey? key,
        out KeyFault fault)
    {
        key = null;
        modulus = modulus.TrimStart((byte)0);
        if (!exponent.TrimStart((byte)0).SequenceEqual(KeySpelling.Exponent))
        {
            fault = KeyFault.WrongExponent;
            return false;
        }

        bool fullLength = modulus.Length > 0 && modulus[0] >= 0x80;
        KeyAlgorithm algorithm = modulus.Length == 384 ? KeyAlgorithm.Rsa3072 : KeyAlgorithm.Rsa2048;
        if (!fullLength || modulus.Length is not (256 or 384))
        {
            fault = KeyFault.ModulusLength;
            return false;
        }

        return PublicKey.TryCreate(algorithm, modulus, out key, out fault);
    }
}
