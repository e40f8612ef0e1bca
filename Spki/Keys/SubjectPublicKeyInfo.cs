using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;

namespace HiperNet.Spki.Keys;

/// <summary>
/// Writes SubjectPublicKeyInfo (RFC 5280 section 4.1; RFC 5480, RFC 3279, RFC 8410 for the algorithms).
/// </summary>
internal static class SubjectPublicKeyInfo
{
    /// <summary>id-ecPublicKey.</summary>
    public const string EcOid = "1.2.840.10045.2.1";

    /// <summary>prime256v1.</summary>
    public const string P256Oid = "1.2.840.10045.3.1.7";

    /// <summary>secp384r1.</summary>
    public const string P384Oid = "1.3.132.0.34";

    /// <summary>rsaEncryption.</summary>
    public const string RsaOid = "1.2.840.113549.1.1.1";

    /// <summary>id-Ed25519.</summary>
    public const string Ed25519Oid = "1.3.101.112";

    /// <summary>The DER for a key of this material.</summary>
    public static byte[] Write(KeyAlgorithm algorithm, ReadOnlySpan<byte> material)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            WriteAlgorithm(writer, algorithm);
            writer.WriteBitString(algorithm.IsRsa() ? RsaPublicKey(material) : material);
        }

        return writer.Encode();
    }

    /// <summary>The AlgorithmIdentifier.</summary>
    public static void WriteAlgorithm(AsnWriter writer, KeyAlgorithm algorithm)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(
                algorithm.IsRsa() ? RsaOid : algorithm.IsEcdsa() ? EcOid : Ed25519Oid);
            if (algorithm.IsRsa())
            {
                writer.WriteNull();
            }
            else if (algorithm.IsEcdsa())
            {
                writer.WriteObjectIdentifier(algorithm == KeyAlgorithm.P384 ? P384Oid : P256Oid);
            }
        }
    }

    /// <summary>Reads a key; its point or modulus is checked as any other.</summary>
    /// <exception cref="AsnContentException">The bytes are not such a structure.</exception>
    public static bool TryRead(byte[] der, [NotNullWhen(true)] out PublicKey? key, out KeyFault fault)
    {
        AsnReader outer = new(der, AsnEncodingRules.DER);
        AsnReader info = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        AsnReader algorithm = info.ReadSequence();
        byte[] material = info.ReadBitString(out int unused);
        info.ThrowIfNotEmpty();
        key = null;
        fault = unused == 0 ? KeyFault.UnsupportedImport : KeyFault.NotImportable;
        if (unused != 0)
        {
            return false;
        }

        switch (algorithm.ReadObjectIdentifier())
        {
            case Ed25519Oid:
                return PublicKey.TryCreate(KeyAlgorithm.Ed25519, material, out key, out fault);
            case RsaOid:
                AsnReader numbers = new AsnReader(material, AsnEncodingRules.DER).ReadSequence();
                return RsaImport.TryCreate(
                    numbers.ReadIntegerBytes().Span, numbers.ReadIntegerBytes().Span, out key, out fault);
            case EcOid:
                string curve = algorithm.ReadObjectIdentifier();
                fault = KeyFault.UnknownCurve;
                return curve is P256Oid or P384Oid && PublicKey.TryCreate(
                    curve == P256Oid ? KeyAlgorithm.P256 : KeyAlgorithm.P384, material, out key, out fault);
            default:
                return false;
        }
    }

    private static byte[] RsaPublicKey(ReadOnlySpan<byte> modulus)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(modulus);
            writer.WriteIntegerUnsigned(KeySpelling.Exponent);
        }

        return writer.Encode();
    }
}
