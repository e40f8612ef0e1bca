using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Keys;

/// <summary>
/// Reads and writes signature values, each in one spelling.
/// <code>
/// (sig-val (ecdsa (r #unsigned minimal#) (s #unsigned minimal, at most n/2#)))
/// (sig-val (rsa (s #as many octets as the modulus#)))
/// (sig-val (eddsa (r #32 octets#) (s #32 octets#)))
/// </code>
/// </summary>
internal static class SignatureForm
{
    /// <summary>The order L of Ed25519's group, little-endian.</summary>
    private static ReadOnlySpan<byte> Ed25519Order =>
    [
        0xED, 0xD3, 0xF5, 0x5C, 0x1A, 0x63, 0x12, 0x58, 0xD6, 0x9C, 0xF7, 0xA2, 0xDE, 0xF9, 0xDE, 0x14,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x10,
    ];

    /// <summary>The length of <see cref="TryRead"/>'s output for a key, in bytes.</summary>
    public static int RawOctets(KeyAlgorithm algorithm) =>
        algorithm.IsRsa() ? algorithm.FieldOctets() : 2 * algorithm.FieldOctets();

    /// <summary>Checks the shape and the ranges, with no arithmetic on curves, and gives the plain octets.</summary>
    /// <param name="node">The signature value.</param>
    /// <param name="algorithm">Of the key.</param>
    /// <param name="raw">
    /// Gets r and s, or the RSA number, each in full length; of <see cref="RawOctets"/> bytes.
    /// </param>
    public static KeyFault TryRead(SexpNode node, KeyAlgorithm algorithm, Span<byte> raw)
    {
        if (node is not SexpList list || !list.Head.SequenceEqual("sig-val"u8))
        {
            return KeyFault.NotASignature;
        }

        if (list.Count != 2 || list[1] is not SexpList body)
        {
            return KeyFault.SignatureShape;
        }

        ReadOnlySpan<byte> name = algorithm.IsRsa() ? "rsa"u8 : algorithm.IsEcdsa() ? "ecdsa"u8 : "eddsa"u8;
        if (!body.Head.SequenceEqual(name))
        {
            return KeyFault.AlgorithmMismatch;
        }

        return algorithm.IsRsa() ? ReadRsa(body, raw) : ReadPair(body, algorithm, raw);
    }

    /// <summary>Writes the plain octets of <see cref="TryRead"/> as a signature value.</summary>
    public static SexpList Write(KeyAlgorithm algorithm, ReadOnlySpan<byte> raw)
    {
        if (algorithm.IsRsa())
        {
            return SexpList.Of("sig-val", SexpList.Of("rsa", KeySpelling.Pair("s", SexpAtom.Of(raw))));
        }

        ReadOnlySpan<byte> r = raw[..(raw.Length / 2)];
        ReadOnlySpan<byte> s = raw[r.Length..];
        return algorithm.IsEcdsa()
            ? Two("ecdsa", r[r.IndexOfAnyExcept((byte)0)..], s[s.IndexOfAnyExcept((byte)0)..])
            : Two("eddsa", r, s);
    }

    private static KeyFault ReadPair(SexpList body, KeyAlgorithm algorithm, Span<byte> raw)
    {
        if (body.Count != 3 || !KeySpelling.TryGet(body[1], "r"u8, out SexpAtom? r)
            || !KeySpelling.TryGet(body[2], "s"u8, out SexpAtom? s))
        {
            return KeyFault.SignatureShape;
        }

        return algorithm.IsEcdsa()
            ? ReadEcdsa(algorithm, r.Octets.Span, s.Octets.Span, raw)
            : ReadEd25519(r.Octets.Span, s.Octets.Span, raw);
    }

    private static SexpList Two(string name, ReadOnlySpan<byte> r, ReadOnlySpan<byte> s) =>
        SexpList.Of("sig-val", SexpList.Of(
            name, KeySpelling.Pair("r", SexpAtom.Of(r)), KeySpelling.Pair("s", SexpAtom.Of(s))));

    private static KeyFault ReadRsa(SexpList body, Span<byte> raw)
    {
        if (body.Count != 2 || !KeySpelling.TryGet(body[1], "s"u8, out SexpAtom? s))
        {
            return KeyFault.SignatureShape;
        }

        if (s.Octets.Length != raw.Length)
        {
            return KeyFault.SignatureLength;
        }

        s.Octets.Span.CopyTo(raw);
        return KeyFault.None;
    }

    private static KeyFault ReadEcdsa(
        KeyAlgorithm algorithm, ReadOnlySpan<byte> r, ReadOnlySpan<byte> s, Span<byte> raw)
    {
        int octets = algorithm.FieldOctets();
        KeyFault fault = ReadScalar(algorithm, r, raw[..octets]);
        fault = fault == KeyFault.None ? ReadScalar(algorithm, s, raw[octets..]) : fault;
        return fault == KeyFault.None && raw[octets..].SequenceCompareTo(EcdsaOrder.HalfOf(algorithm)) > 0
            ? KeyFault.HighS
            : fault;
    }

    private static KeyFault ReadScalar(KeyAlgorithm algorithm, ReadOnlySpan<byte> scalar, Span<byte> full)
    {
        if (scalar.Length > 0 && scalar[0] == 0)
        {
            return scalar.Length == 1 ? KeyFault.OutOfRange : KeyFault.LeadingZero;
        }

        if (scalar.Length == 0 || scalar.Length > full.Length)
        {
            return KeyFault.OutOfRange;
        }

        full.Clear();
        scalar.CopyTo(full[^scalar.Length..]);
        return full.SequenceCompareTo(EcdsaOrder.Of(algorithm)) < 0 ? KeyFault.None : KeyFault.OutOfRange;
    }

    private static KeyFault ReadEd25519(ReadOnlySpan<byte> r, ReadOnlySpan<byte> s, Span<byte> raw)
    {
        if (r.Length != Ed25519Point.Octets || s.Length != Ed25519Point.Octets)
        {
            return KeyFault.SignatureLength;
        }

        // RFC 8032 section 5.1.7: S is below L, or a second signature could be made from the first.
        if (Ed25519Point.CompareLittleEndian(s, Ed25519Order) >= 0)
        {
            return KeyFault.OutOfRange;
        }

        r.CopyTo(raw);
        s.CopyTo(raw[r.Length..]);
        return Ed25519Point.CheckEncoding(r);
    }
}
