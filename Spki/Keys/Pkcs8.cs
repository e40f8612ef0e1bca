using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;

namespace HiperNet.Spki.Keys;

/// <summary>
/// Keys in PEM as OpenSSL and others write them: <c>PRIVATE KEY</c> and <c>ENCRYPTED PRIVATE KEY</c> (PKCS#8,
/// RFC 5958) and <c>PUBLIC KEY</c> (RFC 5280). Other labels are refused by name.
/// </summary>
public static class Pkcs8
{
    /// <summary>The longest text that is read, in characters.</summary>
    public const int MaxCharacters = 64 << 10;

    private static ReadOnlySpan<byte> Ed25519Prefix =>
        [0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

    /// <summary>Whether a text holds an encrypted private key, so that a passphrase is needed.</summary>
    public static bool IsEncrypted(string pem) =>
        TryFind(pem, out string label, out _) && label == "ENCRYPTED PRIVATE KEY";

    /// <summary>The PrivateKeyInfo (RFC 5958 section 2) of a key, unprotected. The caller zeroes it.</summary>
    public static byte[] Export(PrivateKey key)
    {
        if (key.Public.Algorithm == KeyAlgorithm.Ed25519)
        {
            // RFC 8410 section 7: version 0, the algorithm, and the seed within an OCTET STRING of its own.
            byte[] info = [.. Ed25519Prefix, .. new byte[Ed25519Point.Octets]];
            nuint length = Ed25519Point.Octets;
            Evp.Require(LibCrypto.EVP_PKEY_get_raw_private_key(
                key.Handle, info.AsSpan(Ed25519Prefix.Length), ref length) == 1);
            return info;
        }

        byte[] der = Evp.SavePrivate(key.Handle);
        using AsymmetricAlgorithm algorithm = key.Public.Algorithm.IsRsa() ? RSA.Create() : ECDsa.Create();
        (algorithm as RSA)?.ImportRSAPrivateKey(der, out _);
        (algorithm as ECDsa)?.ImportECPrivateKey(der, out _);
        CryptographicOperations.ZeroMemory(der);
        return algorithm.ExportPkcs8PrivateKey();
    }

    /// <summary>Reads a private key.</summary>
    /// <param name="pem">The text.</param>
    /// <param name="passphrase">The octets of the passphrase; empty if there is none.</param>
    /// <param name="key">The key, if the result is true.</param>
    /// <param name="fault">What is wrong, if the result is false.</param>
    public static bool TryImport(
        string pem, ReadOnlySpan<byte> passphrase, [NotNullWhen(true)] out PrivateKey? key, out KeyFault fault)
    {
        key = null;
        if (!TryFind(pem, out string label, out byte[] der))
        {
            fault = KeyFault.NotImportable;
            return false;
        }

        try
        {
            fault = label switch
            {
                "PRIVATE KEY" => Load(Evp.LoadPrivate(der), KeyFault.NotImportable, out key),
                "ENCRYPTED PRIVATE KEY" => LoadEncrypted(der, passphrase, out key),
                _ => KeyFault.UnsupportedImport,
            };
            return key is not null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }

    /// <summary>Reads a <c>PUBLIC KEY</c>.</summary>
    public static bool TryImportPublic(string pem, [NotNullWhen(true)] out PublicKey? key, out KeyFault fault)
    {
        key = null;
        fault = KeyFault.NotImportable;
        if (!TryFind(pem, out string label, out byte[] der))
        {
            return false;
        }

        if (label != "PUBLIC KEY")
        {
            fault = KeyFault.UnsupportedImport;
            return false;
        }

        try
        {
            return SubjectPublicKeyInfo.TryRead(der, out key, out fault);
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    /// <summary>Writes a public key as <c>PUBLIC KEY</c>.</summary>
    public static string ExportPublic(PublicKey key) =>
        PemEncoding.WriteString("PUBLIC KEY", key.ToSubjectPublicKeyInfo()) + "\n";

    private static bool TryFind(string pem, out string label, out byte[] der)
    {
        label = "";
        der = [];
        if (pem.Length > MaxCharacters || !PemEncoding.TryFind(pem, out PemFields fields))
        {
            return false;
        }

        label = pem[fields.Label];
        der = GC.AllocateArray<byte>(fields.DecodedDataLength, pinned: true);
        ReadOnlySpan<char> base64 = pem.AsSpan()[fields.Base64Data];
        return Convert.TryFromBase64Chars(base64, der, out int written) && written == der.Length;
    }

    private static KeyFault LoadEncrypted(byte[] der, ReadOnlySpan<byte> passphrase, out PrivateKey? key)
    {
        key = null;
        KeyFault fault = Pkcs8Cost.Check(der);
        if (fault != KeyFault.None)
        {
            return fault;
        }

        return passphrase.IsEmpty
            ? KeyFault.PassphraseNeeded
            : Load(Evp.LoadEncrypted(der, passphrase), KeyFault.WrongPassphrase, out key);
    }

    private static KeyFault Load(KeyHandle? handle, KeyFault otherwise, out PrivateKey? key)
    {
        key = null;
        using (handle)
        {
            return handle is null ? otherwise : PrivateKeyLoader.FromHandle(handle, out key);
        }
    }
}
