using System.Formats.Asn1;
using System.Security.Cryptography;

namespace HiperNet.Spki.Keys;

/// <summary>
/// Between the plain octets of signatures and what libcrypto takes: DER for ECDSA, the number for RSA, and for
/// Ed25519 the message <c>(hash sha256 #digest#)</c>, since pure Ed25519 signs messages and not digests.
/// </summary>
internal static class KeyOperations
{
    private const int MaxEcdsaDerBytes = 2 + (2 * (3 + 48));
    private const byte DerSequence = 0x30;
    private const byte DerInteger = 0x02;

    private static ReadOnlySpan<byte> HashPrefix => "(4:hash6:sha25632:"u8;

    /// <summary>Verifies the plain octets of a signature whose ranges have been checked.</summary>
    public static bool Verify(
        KeyAlgorithm algorithm, KeyHandle key, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> raw)
    {
        if (algorithm.IsRsa())
        {
            return Evp.VerifyDigest(key, rsa: true, digest, raw);
        }

        if (algorithm.IsEcdsa())
        {
            Span<byte> der = stackalloc byte[MaxEcdsaDerBytes];
            return Evp.VerifyDigest(key, rsa: false, digest, der[..WriteEcdsa(raw, der)]);
        }

        Span<byte> message = stackalloc byte[HashPrefix.Length + SHA256.HashSizeInBytes + 1];
        WriteMessage(digest, message);
        return Evp.VerifyEd25519(key, message, raw);
    }

    /// <summary>Signs a digest; <paramref name="raw"/> gets the plain octets, s low.</summary>
    public static void Sign(KeyAlgorithm algorithm, KeyHandle key, ReadOnlySpan<byte> digest, Span<byte> raw)
    {
        if (algorithm.IsRsa())
        {
            Evp.Require(Evp.SignDigest(key, rsa: true, digest, raw) == raw.Length);
        }
        else if (algorithm.IsEcdsa())
        {
            Span<byte> der = stackalloc byte[MaxEcdsaDerBytes];
            ReadEcdsa(der[..Evp.SignDigest(key, rsa: false, digest, der)], raw);
            EcdsaOrder.MakeLow(algorithm, raw[(raw.Length / 2)..]);
        }
        else
        {
            Span<byte> message = stackalloc byte[HashPrefix.Length + SHA256.HashSizeInBytes + 1];
            WriteMessage(digest, message);
            Evp.SignEd25519(key, message, raw);
        }
    }

    private static void WriteMessage(ReadOnlySpan<byte> digest, Span<byte> message)
    {
        HashPrefix.CopyTo(message);
        digest.CopyTo(message[HashPrefix.Length..]);
        message[^1] = (byte)')';
    }

    /// <summary>SEQUENCE { INTEGER r, INTEGER s }; short enough for lengths of one octet.</summary>
    private static int WriteEcdsa(ReadOnlySpan<byte> raw, Span<byte> der)
    {
        int at = 2;
        at += WriteInteger(raw[..(raw.Length / 2)], der[at..]);
        at += WriteInteger(raw[(raw.Length / 2)..], der[at..]);
        der[0] = DerSequence;
        der[1] = (byte)(at - 2);
        return at;
    }

    private static int WriteInteger(ReadOnlySpan<byte> number, Span<byte> der)
    {
        number = number[number.IndexOfAnyExcept((byte)0)..];
        int sign = number[0] >> 7;
        der[0] = DerInteger;
        der[1] = (byte)(number.Length + sign);
        der[2] = 0;
        number.CopyTo(der[(2 + sign)..]);
        return 2 + sign + number.Length;
    }

    private static void ReadEcdsa(ReadOnlySpan<byte> der, Span<byte> raw)
    {
        AsnDecoder.ReadSequence(der, AsnEncodingRules.DER, out int offset, out int length, out _);
        der = der.Slice(offset, length);
        ReadInteger(der, raw[..(raw.Length / 2)], out int used);
        ReadInteger(der[used..], raw[(raw.Length / 2)..], out _);
    }

    private static void ReadInteger(ReadOnlySpan<byte> der, Span<byte> full, out int used)
    {
        ReadOnlySpan<byte> number = AsnDecoder.ReadIntegerBytes(der, AsnEncodingRules.DER, out used);
        number = number[0] == 0 ? number[1..] : number;
        full.Clear();
        number.CopyTo(full[^number.Length..]);
    }
}
