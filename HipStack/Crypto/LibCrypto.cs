using System.Runtime.InteropServices;

// On Linux this leaves the search to the loader's trusted directories.
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace HiperNet.HipStack.Crypto;

/// <summary>
/// The functions of OpenSSL's libcrypto that are used here: the library that .NET itself loads on Linux. Names and
/// meanings are those of its manual pages; 1 is success unless a comment says otherwise.
/// </summary>
internal static partial class LibCrypto
{
    /// <summary>EVP_PKEY_ED25519.</summary>
    public const int Ed25519 = 1087;

    /// <summary>NID_X9_62_prime256v1.</summary>
    public const int P256 = 415;

    /// <summary>NID_secp384r1.</summary>
    public const int P384 = 715;

    /// <summary>NID_secp521r1.</summary>
    public const int P521 = 716;

    /// <summary>BN_FLG_CONSTTIME.</summary>
    public const int ConstantTime = 4;

    /// <summary>EVP_CTRL_AEAD_SET_IVLEN.</summary>
    public const int SetNonceLength = 0x9;

    /// <summary>EVP_CTRL_AEAD_GET_TAG.</summary>
    public const int GetTag = 0x10;

    /// <summary>EVP_CTRL_AEAD_SET_TAG.</summary>
    public const int SetTag = 0x11;

    private const string Library = "libcrypto.so.3";

    [LibraryImport(Library)]
    public static partial void ERR_clear_error();

    [LibraryImport(Library)]
    public static partial void EVP_PKEY_free(nint key);

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
    public static partial GroupHandle EC_GROUP_new_by_curve_name(int curve);

    [LibraryImport(Library)]
    public static partial void EC_GROUP_free(nint group);

    [LibraryImport(Library)]
    public static partial PointHandle EC_POINT_new(GroupHandle group);

    [LibraryImport(Library)]
    public static partial void EC_POINT_free(nint point);

    /// <summary>Reads a point; fails if it is not on the curve or a coordinate is not below the prime.</summary>
    [LibraryImport(Library)]
    public static partial int EC_POINT_oct2point(
        GroupHandle group, PointHandle point, ReadOnlySpan<byte> octets, nuint length, nint context);

    [LibraryImport(Library)]
    public static partial NumberHandle BN_secure_new();

    [LibraryImport(Library)]
    public static partial void BN_clear_free(nint number);

    [LibraryImport(Library)]
    public static partial void BN_set_flags(NumberHandle number, int flags);

    /// <summary>Sets a number from unsigned big-endian octets; returns it, or zero.</summary>
    [LibraryImport(Library)]
    public static partial nint BN_bin2bn(ReadOnlySpan<byte> octets, int length, NumberHandle number);

    /// <summary>Writes a number in a fixed length; returns that, or -1 if it does not fit.</summary>
    [LibraryImport(Library)]
    public static partial int BN_bn2binpad(NumberHandle number, Span<byte> octets, int length);

    [LibraryImport(Library)]
    public static partial NumberContextHandle BN_CTX_secure_new();

    [LibraryImport(Library)]
    public static partial void BN_CTX_free(nint context);

    [LibraryImport(Library)]
    public static partial MontgomeryHandle BN_MONT_CTX_new();

    [LibraryImport(Library)]
    public static partial void BN_MONT_CTX_free(nint montgomery);

    [LibraryImport(Library)]
    public static partial int BN_MONT_CTX_set(
        MontgomeryHandle montgomery, NumberHandle modulus, NumberContextHandle context);

    [LibraryImport(Library)]
    public static partial int BN_mod_exp_mont_consttime(
        NumberHandle result,
        NumberHandle number,
        NumberHandle exponent,
        NumberHandle modulus,
        NumberContextHandle context,
        MontgomeryHandle montgomery);

    [LibraryImport(Library)]
    public static partial CipherContextHandle EVP_CIPHER_CTX_new();

    [LibraryImport(Library)]
    public static partial void EVP_CIPHER_CTX_free(nint context);

    /// <summary>A cipher by its name, to be freed; zero if there is none.</summary>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint EVP_CIPHER_fetch(nint libraryContext, string name, nint properties);

    [LibraryImport(Library)]
    public static partial void EVP_CIPHER_free(nint cipher);

    /// <summary>Sets what is not null or zero and keeps the rest; <paramref name="seals"/> is 1 or 0.</summary>
    [LibraryImport(Library)]
    public static partial int EVP_CipherInit_ex(
        CipherContextHandle context,
        nint cipher,
        nint engine,
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        int seals);

    [LibraryImport(Library)]
    public static partial int EVP_CIPHER_CTX_set_padding(CipherContextHandle context, int pads);

    /// <summary>Gets something.</summary>
    [LibraryImport(Library)]
    public static partial int EVP_CIPHER_CTX_ctrl(CipherContextHandle context, int what, int length, Span<byte> octets);

    /// <summary>Sets something, or with a null pointer only its length.</summary>
    [LibraryImport(Library)]
    public static partial int EVP_CIPHER_CTX_ctrl(
        CipherContextHandle context, int what, int length, ReadOnlySpan<byte> octets);

    [LibraryImport(Library)]
    public static partial int EVP_CipherUpdate(
        CipherContextHandle context, Span<byte> output, out int written, ReadOnlySpan<byte> input, int length);

    [LibraryImport(Library)]
    public static partial int EVP_CipherFinal_ex(CipherContextHandle context, Span<byte> output, out int written);

    /// <summary>A MAC by its name, to be freed; zero if there is none.</summary>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint EVP_MAC_fetch(nint libraryContext, string name, nint properties);

    [LibraryImport(Library)]
    public static partial void EVP_MAC_free(nint mac);

    [LibraryImport(Library)]
    public static partial MacContextHandle EVP_MAC_CTX_new(nint mac);

    [LibraryImport(Library)]
    public static partial void EVP_MAC_CTX_free(nint context);

    /// <summary>Begins with a key, or with a null key again with the last one.</summary>
    [LibraryImport(Library)]
    public static partial int EVP_MAC_init(
        MacContextHandle context, ReadOnlySpan<byte> key, nuint length, ReadOnlySpan<nint> parameters);

    [LibraryImport(Library)]
    public static partial int EVP_MAC_update(MacContextHandle context, ReadOnlySpan<byte> data, nuint length);

    [LibraryImport(Library)]
    public static partial int EVP_MAC_final(
        MacContextHandle context, Span<byte> output, out nuint written, nuint size);
}
