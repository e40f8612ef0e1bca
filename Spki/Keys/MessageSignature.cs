namespace HiperNet.Spki.Keys;

/// <summary>
/// Signatures over messages that are no S-expressions, as plain octets: r and s in full length for ECDSA, the number
/// for RSA (PKCS#1 v1.5), R and S for pure Ed25519. They are kept apart from those over objects by their first octet:
/// a message never begins as an object does.
/// </summary>
internal static class MessageSignature
{
    private const byte ObjectStart = (byte)'(';

    /// <summary>Whether a message could be taken for an object, or holds nothing.</summary>
    public static bool IsAmbiguous(ReadOnlySpan<byte> message) => message.IsEmpty || message[0] == ObjectStart;

    /// <summary>Signs a message that is not ambiguous.</summary>
    public static byte[] Sign(KeyAlgorithm algorithm, KeyHandle key, ReadOnlySpan<byte> message)
    {
        byte[] raw = new byte[SignatureForm.RawOctets(algorithm)];
        if (algorithm == KeyAlgorithm.Ed25519)
        {
            Evp.SignEd25519(key, message, raw);
            return raw;
        }

        Span<byte> digest = stackalloc byte[algorithm.SignatureHash().DigestBytes()];
        algorithm.SignatureHash().Hash(message, digest);
        KeyOperations.Sign(algorithm, key, digest, raw);
        return raw;
    }

    /// <summary>Verifies a signature; lengths and ranges are checked before any arithmetic.</summary>
    public static bool Verify(
        KeyAlgorithm algorithm, KeyHandle key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (IsAmbiguous(message) || signature.Length != SignatureForm.RawOctets(algorithm))
        {
            return false;
        }

        if (algorithm == KeyAlgorithm.Ed25519)
        {
            // The shape that SPKI's signatures have is the check: S below L, and R not of small order.
            Span<byte> raw = stackalloc byte[signature.Length];
            return SignatureForm.TryRead(SignatureForm.Write(algorithm, signature), algorithm, raw) == KeyFault.None
                && Evp.VerifyEd25519(key, message, signature);
        }

        if (algorithm.IsEcdsa() && !AreScalars(algorithm, signature))
        {
            return false;
        }

        Span<byte> digest = stackalloc byte[algorithm.SignatureHash().DigestBytes()];
        algorithm.SignatureHash().Hash(message, digest);
        return KeyOperations.Verify(algorithm, key, digest, signature);
    }

    /// <summary>Both between 1 and n - 1. A high s is allowed: others' signers know no other rule.</summary>
    private static bool AreScalars(KeyAlgorithm algorithm, ReadOnlySpan<byte> signature)
    {
        ReadOnlySpan<byte> order = EcdsaOrder.Of(algorithm);
        ReadOnlySpan<byte> r = signature[..order.Length];
        ReadOnlySpan<byte> s = signature[order.Length..];
        return r.IndexOfAnyExcept((byte)0) >= 0 && s.IndexOfAnyExcept((byte)0) >= 0
            && r.SequenceCompareTo(order) < 0 && s.SequenceCompareTo(order) < 0;
    }
}
