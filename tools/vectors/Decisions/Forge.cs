using System.Globalization;
using System.Numerics;
using System.Text;
using HiperNet.Spki.Sexp;

namespace HiperNet.Vectors.Decisions;

/// <summary>Makes signatures and keys that are almost right.</summary>
internal static class Forge
{
    private static readonly BigInteger OrderOfP256 =
        BigInteger.Parse("0ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
            NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static readonly BigInteger OrderOfEd25519 =
        BigInteger.Parse("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed",
            NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>
    /// The twin of an ECDSA signature over P-256: n - s in the place of s, which plain ECDSA takes as well.
    /// </summary>
    public static SexpList WithHighS(SexpList signature) => ChangeNumber(signature, "s", octets =>
        (OrderOfP256 - new BigInteger(octets, isUnsigned: true, isBigEndian: true))
            .ToByteArray(isUnsigned: true, isBigEndian: true));

    /// <summary>A signature with a zero octet before one of its numbers.</summary>
    public static SexpList WithLeadingZero(SexpList signature, string number) =>
        ChangeNumber(signature, number, octets => [0, .. octets]);

    /// <summary>A signature in which a number is zero.</summary>
    public static SexpList WithZero(SexpList signature, string number) => ChangeNumber(signature, number, _ => [0]);

    /// <summary>The twin of an Ed25519 signature: S + L in the place of S.</summary>
    public static SexpList WithHighScalar(SexpList signature) => ChangeNumber(signature, "s", octets =>
        (OrderOfEd25519 + new BigInteger(octets, isUnsigned: true)).ToByteArray(isUnsigned: true));

    /// <summary>An Ed25519 signature whose R is the neutral point, which has order 1.</summary>
    public static SexpList WithNeutralPoint(SexpList signature) =>
        ChangeNumber(signature, "r", _ => [1, .. new byte[31]]);

    /// <summary>A signature with one octet less in a number.</summary>
    public static SexpList Shortened(SexpList signature, string number) =>
        ChangeNumber(signature, number, octets => octets[1..]);

    /// <summary>The octets of a key's point or modulus in hexadecimal.</summary>
    public static string Material(string key) => Convert.ToHexStringLower(VectorKeys.Public(key).Material.Span);

    /// <summary>A NIST P-256 key of this point, in hexadecimal.</summary>
    public static string P256(string point) => $"(public-key (ecc (curve \"NIST P-256\") (q #{point}#)))";

    /// <summary>An Ed25519 key of this point, in hexadecimal.</summary>
    public static string Ed25519(string point) => $"(public-key (ecc (curve Ed25519) (q #{point}#)))";

    private static SexpList ChangeNumber(SexpList signature, string number, Func<byte[], byte[]> change)
    {
        SexpList value = (SexpList)signature[3];
        SexpList body = (SexpList)value[1];
        int index = body.Items.FindIndexOf(number);
        byte[] octets = ((SexpAtom)((SexpList)body[index])[1]).Octets.ToArray();
        SexpList changed = new(body.Items.SetItem(index, SexpList.Of(number, SexpAtom.Of(change(octets)))));
        return Make.Change(signature, 3, SexpList.Of("sig-val", changed));
    }

    private static int FindIndexOf(this IReadOnlyList<SexpNode> items, string name)
    {
        byte[] octets = Encoding.ASCII.GetBytes(name);
        return Enumerable.Range(1, items.Count - 1)
            .First(i => items[i] is SexpList pair && pair.Head.SequenceEqual(octets));
    }
}
