using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Keys;

/// <summary>
/// Reads a <c>(public-key ...)</c> object strictly: every deviation from the one spelling has its fault.
/// </summary>
internal static class PublicKeyReader
{
    /// <summary>Finds the algorithm and the material; whether a NIST point is on its curve is not looked at.</summary>
    public static KeyFault Read(SexpNode node, out KeyAlgorithm algorithm, out ReadOnlyMemory<byte> material)
    {
        algorithm = default;
        material = default;
        if (node is not SexpList list || !list.Head.SequenceEqual("public-key"u8))
        {
            return KeyFault.NotAPublicKey;
        }

        if (list.Count != 2 || list[1] is not SexpList body)
        {
            return KeyFault.KeyShape;
        }

        ReadOnlySpan<byte> name = body.Head;
        if (name.SequenceEqual("ecc"u8))
        {
            return ReadEcc(body, out algorithm, out material);
        }

        if (name.SequenceEqual("rsa"u8))
        {
            return ReadRsa(body, out algorithm, out material);
        }

        // The names of draft-ietf-spki-cert-structure-06, which fix a broken hash with the key.
        return name.SequenceEqual("rsa-pkcs1-md5"u8) || name.SequenceEqual("rsa-pkcs1-sha1"u8)
            || name.SequenceEqual("dsa-sha1"u8) ? KeyFault.WeakHash : KeyFault.UnknownKeyAlgorithm;
    }

    private static KeyFault ReadEcc(SexpList body, out KeyAlgorithm algorithm, out ReadOnlyMemory<byte> material)
    {
        algorithm = default;
        material = default;
        if (body.Count != 3 || !KeySpelling.TryGet(body[1], "curve"u8, out SexpAtom? curve)
            || !KeySpelling.TryGet(body[2], "q"u8, out SexpAtom? point))
        {
            return KeyFault.KeyShape;
        }

        material = point.Octets;
        ReadOnlySpan<byte> name = curve.Octets.Span;
        if (name.SequenceEqual("NIST P-256"u8))
        {
            algorithm = KeyAlgorithm.P256;
        }
        else if (name.SequenceEqual("NIST P-384"u8))
        {
            algorithm = KeyAlgorithm.P384;
        }
        else if (name.SequenceEqual("Ed25519"u8))
        {
            algorithm = KeyAlgorithm.Ed25519;
            return material.Length == Ed25519Point.Octets ? Ed25519Point.Check(material.Span) : KeyFault.PointForm;
        }
        else
        {
            return KeyFault.UnknownCurve;
        }

        bool uncompressed = material.Length == 1 + (2 * algorithm.FieldOctets()) && material.Span[0] == 0x04;
        return uncompressed ? KeyFault.None : KeyFault.PointForm;
    }

    private static KeyFault ReadRsa(SexpList body, out KeyAlgorithm algorithm, out ReadOnlyMemory<byte> material)
    {
        algorithm = default;
        material = default;
        if (body.Count != 3 || !KeySpelling.TryGet(body[1], "n"u8, out SexpAtom? modulus)
            || !KeySpelling.TryGet(body[2], "e"u8, out SexpAtom? exponent))
        {
            return KeyFault.KeyShape;
        }

        if (!exponent.Octets.Span.SequenceEqual(KeySpelling.Exponent))
        {
            return KeyFault.WrongExponent;
        }

        // A modulus of 8k bits has its top bit set, so exactly one zero octet stands before it.
        ReadOnlySpan<byte> octets = modulus.Octets.Span;
        if (octets.Length < 2 || octets[0] != 0 || octets[1] < 0x80)
        {
            bool tooShort = octets.Length > 0 && octets[0] is > 0 and < 0x80;
            return tooShort ? KeyFault.ModulusLength : KeyFault.ModulusForm;
        }

        switch (octets.Length - 1)
        {
            case 256:
                algorithm = KeyAlgorithm.Rsa2048;
                break;
            case 384:
                algorithm = KeyAlgorithm.Rsa3072;
                break;
            default:
                return KeyFault.ModulusLength;
        }

        material = modulus.Octets[1..];
        return (octets[^1] & 1) == 1 ? KeyFault.None : KeyFault.ModulusEven;
    }
}
