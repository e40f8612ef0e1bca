using System.Diagnostics.CodeAnalysis;
using System.Text;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Keys;

/// <summary>
/// Reads keys and signatures in the many spellings that libgcrypt and its users (GnuPG, Guix) write, and gives them
/// in ours. For imports by people only: nothing that is verified or hashed passes through here.
/// </summary>
public static class LibgcryptForms
{
    private const byte NativePointPrefix = 0x40;

    /// <summary>Reads <c>(public-key ...)</c>, or the public part of <c>(private-key ...)</c>.</summary>
    public static bool TryReadPublicKey(SexpNode node, [NotNullWhen(true)] out PublicKey? key, out KeyFault fault)
    {
        key = null;
        fault = KeyFault.NotAPublicKey;
        if (node is not SexpList { Count: >= 2 } list || list[1] is not SexpList body
            || (!list.Head.SequenceEqual("public-key"u8) && !list.Head.SequenceEqual("private-key"u8)))
        {
            return false;
        }

        ReadOnlySpan<byte> name = body.Head;
        if (name.SequenceEqual("rsa"u8) || name.SequenceEqual("openpgp-rsa"u8))
        {
            fault = KeyFault.KeyShape;
            return TryFind(body, "n"u8, out SexpAtom? modulus) && TryFind(body, "e"u8, out SexpAtom? exponent)
                && RsaImport.TryCreate(modulus.Octets.Span, exponent.Octets.Span, out key, out fault);
        }

        if (name.SequenceEqual("ecc"u8) || name.SequenceEqual("ecdsa"u8) || name.SequenceEqual("eddsa"u8))
        {
            return TryReadEcc(body, out key, out fault);
        }

        fault = KeyFault.UnknownKeyAlgorithm;
        return false;
    }

    /// <summary>Reads an unprotected <c>(private-key ...)</c>.</summary>
    public static bool TryReadPrivateKey(SexpNode node, [NotNullWhen(true)] out PrivateKey? key, out KeyFault fault)
    {
        key = null;
        fault = KeyFault.NotAPrivateKey;
        if (node is not SexpList { Count: >= 2 } list || !list.Head.SequenceEqual("private-key"u8)
            || !TryReadPublicKey(node, out PublicKey? publicKey, out fault))
        {
            return false;
        }

        SexpList body = (SexpList)list[1];
        SexpList known = (SexpList)publicKey.Sexp[1];
        List<SexpNode> parts = [known[0], known[1], known[2]];
        foreach (string name in publicKey.Algorithm.IsRsa() ? (string[])["d", "p", "q", "u"] : ["d"])
        {
            if (!TryFind(body, Encoding.ASCII.GetBytes(name), out SexpAtom? number)
                || number.Octets.IsEmpty)
            {
                fault = KeyFault.PrivateKeyShape;
                return false;
            }

            parts.Add(KeySpelling.Pair(name, publicKey.Algorithm.IsRsa()
                ? KeySpelling.Signed(number.Octets.Span)
                : new SexpAtom(InLength(number.Octets.Span, publicKey.Algorithm.FieldOctets()))));
        }

        SexpList ours = SexpList.Of("private-key", new SexpList([.. parts]));
        bool read = PrivateKeyForm.TryRead(ours, out key, out fault);
        foreach (SexpNode secret in parts[3..])
        {
            SecretNodes.Clear(secret);
        }

        return read;
    }

    /// <summary>
    /// Reads a <c>(sig-val ...)</c> with numbers of any length and an s of any height, and gives it in our spelling.
    /// Whether it verifies is another question.
    /// </summary>
    public static bool TryReadSignature(
        SexpNode node, KeyAlgorithm algorithm, [NotNullWhen(true)] out SexpList? sigVal, out KeyFault fault)
    {
        sigVal = null;
        fault = KeyFault.NotASignature;
        if (node is not SexpList { Count: >= 2 } list || !list.Head.SequenceEqual("sig-val"u8)
            || list[^1] is not SexpList body)
        {
            return false;
        }

        string name = algorithm.IsRsa() ? "rsa" : algorithm.IsEcdsa() ? "ecdsa" : "eddsa";
        if (!body.Head.SequenceEqual(Encoding.ASCII.GetBytes(name)))
        {
            fault = KeyFault.AlgorithmMismatch;
            return false;
        }

        fault = KeyFault.SignatureShape;
        int octets = algorithm.FieldOctets();
        byte[] raw = new byte[SignatureForm.RawOctets(algorithm)];
        if (!TryFind(body, "s"u8, out SexpAtom? s) || !TryPut(s, raw.AsSpan(^octets..)))
        {
            return false;
        }

        if (!algorithm.IsRsa() && (!TryFind(body, "r"u8, out SexpAtom? r) || !TryPut(r, raw.AsSpan(0, octets))))
        {
            return false;
        }

        if (algorithm.IsEcdsa())
        {
            if (raw.AsSpan(0, octets).IndexOfAnyExcept((byte)0) < 0 || raw.AsSpan(octets).IndexOfAnyExcept((byte)0) < 0
                || raw.AsSpan(octets).SequenceCompareTo(EcdsaOrder.Of(algorithm)) >= 0)
            {
                fault = KeyFault.OutOfRange;
                return false;
            }

            EcdsaOrder.MakeLow(algorithm, raw.AsSpan(octets));
        }

        sigVal = SignatureForm.Write(algorithm, raw);
        fault = SignatureForm.TryRead(sigVal, algorithm, raw);
        sigVal = fault == KeyFault.None ? sigVal : null;
        return sigVal is not null;
    }

    private static bool TryReadEcc(SexpList body, [NotNullWhen(true)] out PublicKey? key, out KeyFault fault)
    {
        key = null;
        fault = KeyFault.KeyShape;
        if (!TryFind(body, "curve"u8, out SexpAtom? curve))
        {
            // A curve given by its numbers could be one with a hidden door.
            fault = KeyFault.UnknownCurve;
            return false;
        }

        // Numbers beside the name could contradict it.
        foreach (SexpNode part in body)
        {
            if (part is SexpList { Head: [(byte)'p' or (byte)'a' or (byte)'b' or (byte)'g' or (byte)'n'] })
            {
                return false;
            }
        }

        if (!TryFind(body, "q"u8, out SexpAtom? point))
        {
            return false;
        }

        if (CurveNamed(Encoding.Latin1.GetString(curve.Octets.Span)) is not { } algorithm)
        {
            fault = KeyFault.UnknownCurve;
            return false;
        }

        ReadOnlySpan<byte> octets = point.Octets.Span;
        bool prefixed = algorithm == KeyAlgorithm.Ed25519 && octets.Length == 1 + Ed25519Point.Octets
            && octets[0] == NativePointPrefix;
        return PublicKey.TryCreate(algorithm, prefixed ? octets[1..] : octets, out key, out fault);
    }

    private static KeyAlgorithm? CurveNamed(string name) => name switch
    {
        "NIST P-256" or "nistp256" or "prime256v1" or "secp256r1" or SubjectPublicKeyInfo.P256Oid => KeyAlgorithm.P256,
        "NIST P-384" or "nistp384" or "secp384r1" or SubjectPublicKeyInfo.P384Oid => KeyAlgorithm.P384,
        "Ed25519" or SubjectPublicKeyInfo.Ed25519Oid or "1.3.6.1.4.1.11591.15.1" => KeyAlgorithm.Ed25519,
        _ => null,
    };

    /// <summary>
    /// Finds the value of the first <c>(name value)</c> among the parts; false if a second one is there.
    /// </summary>
    private static bool TryFind(SexpList body, ReadOnlySpan<byte> name, [NotNullWhen(true)] out SexpAtom? value)
    {
        value = null;
        foreach (SexpNode part in body)
        {
            if (KeySpelling.TryGet(part, name, out SexpAtom? found))
            {
                if (value is not null)
                {
                    value = null;
                    return false;
                }

                value = found;
            }
        }

        return value is not null;
    }

    private static bool TryPut(SexpAtom number, Span<byte> full)
    {
        ReadOnlySpan<byte> octets = number.Octets.Span;
        octets = octets.Length > full.Length ? octets.TrimStart((byte)0) : octets;
        if (octets.Length > full.Length)
        {
            return false;
        }

        octets.CopyTo(full[^octets.Length..]);
        return true;
    }

    private static byte[] InLength(ReadOnlySpan<byte> number, int length)
    {
        number = number.Length > length ? number.TrimStart((byte)0) : number;
        byte[] full = new byte[Math.Max(length, number.Length)];
        number.CopyTo(full.AsSpan(full.Length - number.Length));
        return full;
    }
}
