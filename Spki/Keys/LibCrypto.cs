using System.Runtime.InteropServices;

// On Linux this leaves the search to the loader's trusted directories.
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace HiperNet.Spki.Keys;

/// <summary>
/// The functions of OpenSSL's libcrypto that are used here: the library that .NET itself loads on Linux. Names and
/// meanings are those of its manual pages; 1 is success unless a comment says otherwise.
/// </summary>
internal static partial class LibCrypto
{
    /// <summary>EVP_PKEY_ED25519.</summary>
    public const int Ed25519 = 1087;

    /// <summary>EVP_PKEY_RSA.</summary>
    public const int Rsa = 6;

    /// <summary>EVP_PKEY_EC.</summary>
    public const int Ec = 408;

    /// <summary>RSA_PKCS1_PADDING.</summary>
    public const int Pkcs1Padding = 1;

    private const string Library = "libcrypto.so.3";

    [LibraryImport(Library)]
    public static partial void EVP_PKEY_free(nint key);

    [LibraryImport(Library)]
    public static partial void EVP_PKEY_CTX_free(nint context);

    [LibraryImport(Library)]
    public static partial void EVP_MD_CTX_free(nint context);

    [LibraryImport(Library)]
    public static partial KeyHandle EVP_PKEY_new_raw_public_key(
        int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Library)]
    public static partial KeyHandle EVP_PKEY_new_raw_private_key(
        int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Library)]
    public static partial int EVP_PKEY_get_raw_public_key(KeyHandle key, Span<byte> octets, ref nuint length);

    [LibraryImport(Library)]
    public static partial int EVP_PKEY_get_raw_private_key(KeyHandle key, Span<byte> octets, ref nuint length);

    /// <summary>Reads a SubjectPublicKeyInfo; <paramref name="der"/> is moved past what was read.</summary>
    [LibraryImport(Library)]
    public static partial KeyHandle d2i_PUBKEY(nint reuse, ref nint der, nint length);

    /// <summary>
    /// Reads a PKCS#8 or traditional private key; <paramref name="der"/> is moved past what was read.
    /// </summary>
    [LibraryImport(Library)]
    public static partial KeyHandle d2i_AutoPrivateKey(nint reuse, ref nint der, nint length);

    /// <summary>Writes the traditional form; returns its length, or a negative number.</summary>
    [LibraryImport(Library)]
    public static partial int i2d_PrivateKey(KeyHandle key, ref nint der);

    /// <summary>The same with a null pointer: only the length.</summary>
    [LibraryImport(Library)]
    public static partial int i2d_PrivateKey(KeyHandle key, nint none);

    /// <summary>EVP_PKEY_RSA, EVP_PKEY_EC or EVP_PKEY_ED25519, or another number.</summary>
    [LibraryImport(Library)]
    public static partial int EVP_PKEY_get_base_id(KeyHandle key);

    [LibraryImport(Library)]
    public static partial KeyHandle EVP_PKEY_new();

    [LibraryImport(Library)]
    public static partial int EVP_PKEY_copy_parameters(KeyHandle to, KeyHandle from);

    /// <summary>Sets the point of a key that has its curve; fails if the point is not on it.</summary>
    [LibraryImport(Library)]
    public static partial int EVP_PKEY_set1_encoded_public_key(KeyHandle key, ReadOnlySpan<byte> point, nuint length);

    /// <summary>Reads an EncryptedPrivateKeyInfo; freed by <see cref="X509_SIG_free"/>.</summary>
    [LibraryImport(Library)]
    public static partial nint d2i_X509_SIG(nint reuse, ref nint der, nint length);

    [LibraryImport(Library)]
    public static partial void X509_SIG_free(nint sealedKey);

    /// <summary>Opens an EncryptedPrivateKeyInfo; freed by <see cref="PKCS8_PRIV_KEY_INFO_free"/>.</summary>
    [LibraryImport(Library)]
    public static partial nint PKCS8_decrypt(nint sealedKey, ReadOnlySpan<byte> passphrase, int length);

    [LibraryImport(Library)]
    public static partial void PKCS8_PRIV_KEY_INFO_free(nint info);

    [LibraryImport(Library)]
    public static partial KeyHandle EVP_PKCS82PKEY(nint info);

    [LibraryImport(Library)]
    public static partial KeyContextHandle EVP_PKEY_CTX_new(KeyHandle key, nint engine);

    [LibraryImport(Library)]
    public static partial int EVP_PKEY_verify_init(KeyContextHandle context);

    [LibraryImport(Library)]
    public static partial int EVP_PKEY_verify(
        KeyContextHandle context,
        ReadOnlySpan<byte> signature,
        nuint signatureLength,
        ReadOnlySpan<byte> digest,
        nuint length);

    [LibraryImport(Library)]
    public static partial int EVP_PKEY_sign_init(KeyContextHandle context);

    [LibraryImport(Library)]
    public static partial int EVP_PKEY_sign(
        KeyContextHandle context,
        Span<byte> signature,
        ref nuint signatureLength,
        ReadOnlySpan<byte> digest,
        nuint length);

    [LibraryImport(Library)]
    public static partial int EVP_PKEY_CTX_set_rsa_padding(KeyContextHandle context, int padding);

    [LibraryImport(Library)]
    public static partial int EVP_PKEY_CTX_set_signature_md(KeyContextHandle context, nint digest);

    /// <summary>A static object, never freed.</summary>
    [LibraryImport(Library)]
    public static partial nint EVP_sha256();

    [LibraryImport(Library)]
    public static partial DigestContextHandle EVP_MD_CTX_new();

    [LibraryImport(Library)]
    public static partial int EVP_DigestVerifyInit(
        DigestContextHandle context, nint keyContext, nint digest, nint engine, KeyHandle key);

    [LibraryImport(Library)]
    public static partial int EVP_DigestVerify(
        DigestContextHandle context,
        ReadOnlySpan<byte> signature,
        nuint signatureLength,
        ReadOnlySpan<byte> message,
        nuint length);

    [LibraryImport(Library)]
    public static partial int EVP_DigestSignInit(
        DigestContextHandle context, nint keyContext, nint digest, nint engine, KeyHandle key);

    [LibraryImport(Library)]
    public static partial int EVP_DigestSign(
        DigestContextHandle context,
        Span<byte> signature,
        ref nuint signatureLength,
        ReadOnlySpan<byte> message,
        nuint length);

    [LibraryImport(Library)]
    public static partial int EVP_PBE_scrypt(
        ReadOnlySpan<byte> passphrase,
        nuint passphraseLength,
        ReadOnlySpan<byte> salt,
        nuint saltLength,
        ulong n,
        ulong r,
        ulong p,
        ulong maxMemory,
        Span<byte> key,
        nuint keyLength);

    [LibraryImport(Library)]
    public static partial NumberHandle BN_secure_new();

    [LibraryImport(Library)]
    public static partial void BN_clear_free(nint number);

    /// <summary>Sets a number from unsigned big-endian octets; returns it, or zero.</summary>
    [LibraryImport(Library)]
    public static partial nint BN_bin2bn(ReadOnlySpan<byte> octets, int length, NumberHandle number);

    /// <summary>Writes a number in a fixed length; returns that, or -1 if it does not fit.</summary>
    [LibraryImport(Library)]
    public static partial int BN_bn2binpad(NumberHandle number, Span<byte> octets, int length);

    [LibraryImport(Library)]
    public static partial int BN_sub_word(NumberHandle number, nuint word);

    [LibraryImport(Library)]
    public static partial int BN_div(
        nint quotient, NumberHandle remainder, NumberHandle number, NumberHandle divisor, NumberContextHandle context);

    /// <summary>Sets <paramref name="result"/> to the inverse; returns it, or zero if there is none.</summary>
    [LibraryImport(Library)]
    public static partial nint BN_mod_inverse(
        NumberHandle result, NumberHandle number, NumberHandle modulus, NumberContextHandle context);

    [LibraryImport(Library)]
    public static partial NumberContextHandle BN_CTX_secure_new();

    [LibraryImport(Library)]
    public static partial void BN_CTX_free(nint context);

    [LibraryImport(Library)]
    public static partial void ERR_clear_error();
}
