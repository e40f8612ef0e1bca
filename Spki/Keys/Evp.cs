using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HiperNet.Spki.Keys;

/// <summary>Loading keys into libcrypto and the raw operations with them, over spans and handles.</summary>
internal static class Evp
{
    /// <summary>
    /// Loads a SubjectPublicKeyInfo; null if libcrypto refuses it (a point that is not on the curve).
    /// </summary>
    public static KeyHandle? LoadPublic(byte[] subjectPublicKeyInfo)
    {
        GCHandle pin = GCHandle.Alloc(subjectPublicKeyInfo, GCHandleType.Pinned);
        try
        {
            nint at = pin.AddrOfPinnedObject();
            return Valid(LibCrypto.d2i_PUBKEY(0, ref at, subjectPublicKeyInfo.Length));
        }
        finally
        {
            pin.Free();
        }
    }

    /// <summary>Loads a private key in PKCS#8 or traditional DER; null if libcrypto refuses it.</summary>
    public static KeyHandle? LoadPrivate(byte[] der)
    {
        GCHandle pin = GCHandle.Alloc(der, GCHandleType.Pinned);
        try
        {
            nint at = pin.AddrOfPinnedObject();
            return Valid(LibCrypto.d2i_AutoPrivateKey(0, ref at, der.Length));
        }
        finally
        {
            pin.Free();
        }
    }

    /// <summary>
    /// Opens an encrypted PKCS#8 key; null if the passphrase is wrong or the bytes are not such a key.
    /// </summary>
    public static KeyHandle? LoadEncrypted(byte[] der, ReadOnlySpan<byte> passphrase)
    {
        GCHandle pin = GCHandle.Alloc(der, GCHandleType.Pinned);
        nint sealedKey = 0;
        nint info = 0;
        try
        {
            nint at = pin.AddrOfPinnedObject();
            sealedKey = LibCrypto.d2i_X509_SIG(0, ref at, der.Length);
            info = sealedKey == 0 ? 0 : LibCrypto.PKCS8_decrypt(sealedKey, passphrase, passphrase.Length);
            if (info != 0)
            {
                return Valid(LibCrypto.EVP_PKCS82PKEY(info));
            }

            LibCrypto.ERR_clear_error();
            return null;
        }
        finally
        {
            LibCrypto.PKCS8_PRIV_KEY_INFO_free(info);
            LibCrypto.X509_SIG_free(sealedKey);
            pin.Free();
        }
    }

    /// <summary>Loads a point onto the curve of another key; null if it is not on that curve.</summary>
    /// <remarks>
    /// Twenty times faster than reading a SubjectPublicKeyInfo, which asks every decoder of libcrypto.
    /// </remarks>
    public static KeyHandle? LoadPoint(KeyHandle curve, ReadOnlySpan<byte> point)
    {
        KeyHandle key = LibCrypto.EVP_PKEY_new();
        Require(!key.IsInvalid && LibCrypto.EVP_PKEY_copy_parameters(key, curve) == 1);
        if (LibCrypto.EVP_PKEY_set1_encoded_public_key(key, point, (nuint)point.Length) == 1)
        {
            return key;
        }

        key.Dispose();
        LibCrypto.ERR_clear_error();
        return null;
    }

    /// <summary>The traditional DER of a private key. The caller zeroes it.</summary>
    public static byte[] SavePrivate(KeyHandle key)
    {
        int length = LibCrypto.i2d_PrivateKey(key, 0);
        Require(length > 0);
        byte[] der = GC.AllocateArray<byte>(length, pinned: true);
        GCHandle pin = GCHandle.Alloc(der, GCHandleType.Pinned);
        try
        {
            nint at = pin.AddrOfPinnedObject();
            Require(LibCrypto.i2d_PrivateKey(key, ref at) == length);
        }
        finally
        {
            pin.Free();
        }

        return der;
    }

    /// <summary>Loads an Ed25519 public key of 32 octets, which the caller has checked.</summary>
    public static KeyHandle? LoadEd25519(ReadOnlySpan<byte> point) =>
        Valid(LibCrypto.EVP_PKEY_new_raw_public_key(LibCrypto.Ed25519, 0, point, (nuint)point.Length));

    /// <summary>Loads an Ed25519 private key from its seed of 32 octets.</summary>
    public static KeyHandle? LoadEd25519Seed(ReadOnlySpan<byte> seed) =>
        Valid(LibCrypto.EVP_PKEY_new_raw_private_key(LibCrypto.Ed25519, 0, seed, (nuint)seed.Length));

    /// <summary>Verifies a signature over a digest: DER for ECDSA, raw for RSA with PKCS#1 v1.5 and SHA-256.</summary>
    public static bool VerifyDigest(KeyHandle key, bool rsa, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature)
    {
        using KeyContextHandle context = LibCrypto.EVP_PKEY_CTX_new(key, 0);
        Require(!context.IsInvalid && LibCrypto.EVP_PKEY_verify_init(context) == 1);
        SetRsaScheme(context, rsa);
        int result = LibCrypto.EVP_PKEY_verify(
            context, signature, (nuint)signature.Length, digest, (nuint)digest.Length);
        return Answer(result);
    }

    /// <summary>Signs a digest, in the forms of <see cref="VerifyDigest"/>.</summary>
    /// <returns>The bytes written to <paramref name="signature"/>.</returns>
    public static int SignDigest(KeyHandle key, bool rsa, ReadOnlySpan<byte> digest, Span<byte> signature)
    {
        using KeyContextHandle context = LibCrypto.EVP_PKEY_CTX_new(key, 0);
        Require(!context.IsInvalid && LibCrypto.EVP_PKEY_sign_init(context) == 1);
        SetRsaScheme(context, rsa);
        nuint length = (nuint)signature.Length;
        Require(LibCrypto.EVP_PKEY_sign(context, signature, ref length, digest, (nuint)digest.Length) == 1);
        return (int)length;
    }

    /// <summary>Verifies a pure Ed25519 signature over a message.</summary>
    public static bool VerifyEd25519(KeyHandle key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        using DigestContextHandle context = LibCrypto.EVP_MD_CTX_new();
        Require(!context.IsInvalid && LibCrypto.EVP_DigestVerifyInit(context, 0, 0, 0, key) == 1);
        int result = LibCrypto.EVP_DigestVerify(
            context, signature, (nuint)signature.Length, message, (nuint)message.Length);
        return Answer(result);
    }

    /// <summary>Makes a pure Ed25519 signature of 64 octets over a message.</summary>
    public static void SignEd25519(KeyHandle key, ReadOnlySpan<byte> message, Span<byte> signature)
    {
        using DigestContextHandle context = LibCrypto.EVP_MD_CTX_new();
        Require(!context.IsInvalid && LibCrypto.EVP_DigestSignInit(context, 0, 0, 0, key) == 1);
        nuint length = (nuint)signature.Length;
        Require(LibCrypto.EVP_DigestSign(context, signature, ref length, message, (nuint)message.Length) == 1);
        Require(length == (nuint)signature.Length);
    }

    /// <summary>Turns a failure that no input can cause (memory, a broken library) into an exception.</summary>
    /// <exception cref="CryptographicException">The condition does not hold.</exception>
    public static void Require(bool condition)
    {
        if (!condition)
        {
            LibCrypto.ERR_clear_error();
            throw new CryptographicException("libcrypto could not do what every valid key allows.");
        }
    }

    private static void SetRsaScheme(KeyContextHandle context, bool rsa)
    {
        if (rsa)
        {
            Require(LibCrypto.EVP_PKEY_CTX_set_rsa_padding(context, LibCrypto.Pkcs1Padding) == 1);
            Require(LibCrypto.EVP_PKEY_CTX_set_signature_md(context, LibCrypto.EVP_sha256()) == 1);
        }
    }

    /// <summary>
    /// Only 1 is a good signature; a bad one leaves entries in this thread's error queue, which grow old.
    /// </summary>
    private static bool Answer(int result)
    {
        if (result != 1)
        {
            LibCrypto.ERR_clear_error();
        }

        return result == 1;
    }

    private static KeyHandle? Valid(KeyHandle key)
    {
        if (!key.IsInvalid)
        {
            return key;
        }

        key.Dispose();
        LibCrypto.ERR_clear_error();
        return null;
    }
}
