using System.Diagnostics.CodeAnalysis;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Keys;

/// <summary>
/// Writes the one spelling of each public key (spec/keys.md), so that a key has one hash.
/// <code>
/// (public-key (ecc (curve "NIST P-256") (q #04 X Y#)))     likewise "NIST P-384"
/// (public-key (ecc (curve Ed25519) (q #32 octets#)))
/// (public-key (rsa (n #signed minimal big-endian#) (e #010001#)))
/// </code>
/// </summary>
internal static class KeySpelling
{
    /// <summary>The only exponent.</summary>
    public static ReadOnlySpan<byte> Exponent => [0x01, 0x00, 0x01];

    /// <summary>The name of an elliptic curve, or null for RSA.</summary>
    public static string? Curve(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.P256 => "NIST P-256",
        KeyAlgorithm.P384 => "NIST P-384",
        KeyAlgorithm.Ed25519 => "Ed25519",
        _ => null,
    };

    /// <summary>The object for a key of this material.</summary>
    public static SexpList PublicKey(KeyAlgorithm algorithm, ReadOnlyMemory<byte> material) =>
        SexpList.Of("public-key", Curve(algorithm) is { } curve
            ? SexpList.Of("ecc", Pair("curve", SexpAtom.Of(curve)), Pair("q", new SexpAtom(material)))
            : SexpList.Of("rsa", Pair("n", Signed(material.Span)), Pair("e", SexpAtom.Of(Exponent))));

    /// <summary>A list of a name and a value.</summary>
    public static SexpList Pair(string name, SexpNode value) => SexpList.Of(name, value);

    /// <summary>A list of a name and an array that the list keeps without copying.</summary>
    public static SexpList PairOwned(string name, byte[] value) => SexpList.Of(name, new SexpAtom(value));

    /// <summary>
    /// An unsigned number as minimal signed big-endian octets: a zero octet first if the top bit is set.
    /// </summary>
    public static SexpAtom Signed(ReadOnlySpan<byte> number)
    {
        int skip = Math.Max(0, Math.Min(number.IndexOfAnyExcept((byte)0), number.Length - 1));
        number = number[skip..];
        byte[] octets = new byte[number.Length + (number[0] >> 7)];
        number.CopyTo(octets.AsSpan(number[0] >> 7));
        return new SexpAtom(octets);
    }

    /// <summary>
    /// Takes the value out of <c>(name value)</c>; false unless it is exactly that, without display hints.
    /// </summary>
    public static bool TryGet(SexpNode node, ReadOnlySpan<byte> name, [NotNullWhen(true)] out SexpAtom? value)
    {
        if (node is SexpList { Count: 2 } list && list.Head.SequenceEqual(name)
            && list[1] is SexpAtom { Hint: null } atom)
        {
            value = atom;
            return true;
        }

        value = null;
        return false;
    }
}
