using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;

namespace HiperNet.HipStack.Crypto;

/// <summary>Reads a PrivateKeyInfo (RFC 5208, RFC 8410) into the signer of its algorithm.</summary>
internal static class Pkcs8Reader
{
    private const string RsaOid = "1.2.840.113549.1.1.1";
    private const string EcOid = "1.2.840.10045.2.1";
    private const string Ed25519Oid = "1.3.101.112";

    /// <summary>The signer, or null if the octets are no key of a kind that a host can have.</summary>
    [SuppressMessage(
        "Reliability", "CA2000:Dispose objects before losing scope", Justification = "The signer owns the key.")]
    public static ISigner? Read(ReadOnlySpan<byte> der)
    {
        try
        {
            return Algorithm(der) switch
            {
                RsaOid => ReadRsa(der),
                EcOid => ReadEc(der),
                Ed25519Oid => ReadEd25519(der),
                _ => null,
            };
        }
        catch (Exception failure) when (failure
            is CryptographicException or AsnContentException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static string Algorithm(ReadOnlySpan<byte> der)
    {
        AsnDecoder.ReadSequence(der, AsnEncodingRules.DER, out int offset, out int length, out int consumed);
        if (consumed != der.Length)
        {
            throw new CryptographicException("Something follows the key.");
        }

        ReadOnlySpan<byte> rest = der.Slice(offset, length);
        AsnDecoder.ReadIntegerBytes(rest, AsnEncodingRules.DER, out consumed);
        rest = rest[consumed..];
        AsnDecoder.ReadSequence(rest, AsnEncodingRules.DER, out offset, out length, out _);
        return AsnDecoder.ReadObjectIdentifier(rest.Slice(offset, length), AsnEncodingRules.DER, out _);
    }

    private static RsaSigner ReadRsa(ReadOnlySpan<byte> der)
    {
        RSA key = RSA.Create();
        try
        {
            key.ImportPkcs8PrivateKey(der, out _);
            return new RsaSigner(key);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    private static EcdsaSigner ReadEc(ReadOnlySpan<byte> der)
    {
        ECDsa key = ECDsa.Create();
        try
        {
            key.ImportPkcs8PrivateKey(der, out _);
            return new EcdsaSigner(key);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>RFC 8410 section 7: the private key is an OCTET STRING of the seed within an OCTET STRING.</summary>
    private static Ed25519Signer ReadEd25519(ReadOnlySpan<byte> der)
    {
        AsnDecoder.ReadSequence(der, AsnEncodingRules.DER, out int offset, out int length, out _);
        ReadOnlySpan<byte> rest = der.Slice(offset, length);
        AsnDecoder.ReadIntegerBytes(rest, AsnEncodingRules.DER, out int consumed);
        rest = rest[consumed..];
        AsnDecoder.ReadSequence(rest, AsnEncodingRules.DER, out _, out _, out consumed);
        rest = rest[consumed..];
        ReadOnlySpan<byte> inner = Octets(rest, out _);
        ReadOnlySpan<byte> seed = Octets(inner, out consumed);
        return seed.Length == Ed25519.KeyBytes && consumed == inner.Length
            ? Ed25519Signer.FromSeed(seed)
            : throw new CryptographicException("The seed has the wrong length.");
    }

    private static ReadOnlySpan<byte> Octets(ReadOnlySpan<byte> der, out int consumed) =>
        AsnDecoder.TryReadPrimitiveOctetString(der, AsnEncodingRules.DER, out ReadOnlySpan<byte> octets, out consumed)
            ? octets
            : throw new CryptographicException("An octet string is missing.");
}
