namespace HiperNet.HipStack.Crypto;

/// <summary>Ed25519 by libcrypto, over handles.</summary>
internal static class Ed25519
{
    /// <summary>The length of a public key and of a seed, in octets.</summary>
    public const int KeyBytes = 32;

    /// <summary>The length of a signature, in octets.</summary>
    public const int SignatureBytes = 64;

    /// <summary>Loads a seed of 32 octets.</summary>
    public static KeyHandle LoadPrivate(ReadOnlySpan<byte> seed) => Native.Required(
        LibCrypto.EVP_PKEY_new_raw_private_key(LibCrypto.Ed25519, 0, seed, (nuint)seed.Length));

    /// <summary>Loads a public key of 32 octets. Whether it is a point is found out by verifying.</summary>
    public static KeyHandle LoadPublic(ReadOnlySpan<byte> point) => Native.Required(
        LibCrypto.EVP_PKEY_new_raw_public_key(LibCrypto.Ed25519, 0, point, (nuint)point.Length));

    /// <summary>Writes the public key, 32 octets.</summary>
    public static void ReadPublic(KeyHandle key, Span<byte> point)
    {
        nuint length = (nuint)point.Length;
        Native.Require(LibCrypto.EVP_PKEY_get_raw_public_key(key, point, ref length) == 1);
    }

    /// <summary>Signs into 64 octets.</summary>
    public static void Sign(KeyHandle key, ReadOnlySpan<byte> message, Span<byte> signature)
    {
        using DigestContextHandle context = Native.Required(LibCrypto.EVP_MD_CTX_new());
        Native.Require(LibCrypto.EVP_DigestSignInit(context, 0, 0, 0, key) == 1);
        nuint length = (nuint)signature.Length;
        Native.Require(LibCrypto.EVP_DigestSign(context, signature, ref length, message, (nuint)message.Length) == 1);
    }

    /// <summary>Whether a signature of 64 octets is good.</summary>
    public static bool Verify(KeyHandle key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        using DigestContextHandle context = Native.Required(LibCrypto.EVP_MD_CTX_new());
        Native.Require(LibCrypto.EVP_DigestVerifyInit(context, 0, 0, 0, key) == 1);
        return Native.Answer(LibCrypto.EVP_DigestVerify(
            context, signature, (nuint)signature.Length, message, (nuint)message.Length) == 1);
    }
}
