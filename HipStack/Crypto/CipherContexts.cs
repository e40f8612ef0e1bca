namespace HiperNet.HipStack.Crypto;

/// <summary>Loading of keys into contexts that last.</summary>
internal static class CipherContexts
{
    /// <summary>A context for a cipher, without a key yet.</summary>
    /// <param name="name">The name that libcrypto knows, such as AES-128-GCM.</param>
    /// <param name="seals">Whether it encrypts.</param>
    public static CipherContextHandle New(string name, bool seals)
    {
        CipherContextHandle context = Native.Required(LibCrypto.EVP_CIPHER_CTX_new());
        nint cipher = LibCrypto.EVP_CIPHER_fetch(0, name, 0);
        try
        {
            Native.Require(cipher != 0);
            Native.Require(LibCrypto.EVP_CipherInit_ex(context, cipher, 0, default, default, seals ? 1 : 0) == 1);
            return context;
        }
        catch
        {
            context.Dispose();
            throw;
        }
        finally
        {
            LibCrypto.EVP_CIPHER_free(cipher);
        }
    }

    /// <summary>Sets only the key.</summary>
    public static void SetKey(CipherContextHandle context, ReadOnlySpan<byte> key) =>
        Native.Require(LibCrypto.EVP_CipherInit_ex(context, 0, 0, key, default, -1) == 1);

    /// <summary>Begins a packet: sets only the nonce or IV.</summary>
    public static bool Begin(CipherContextHandle context, ReadOnlySpan<byte> nonce) =>
        LibCrypto.EVP_CipherInit_ex(context, 0, 0, default, nonce, -1) == 1;

    /// <summary>Encrypts or decrypts in place; false if not every octet came out.</summary>
    public static bool Update(CipherContextHandle context, Span<byte> text) =>
        LibCrypto.EVP_CipherUpdate(context, text, out int written, text, text.Length) == 1 && written == text.Length;

    /// <summary>Authenticates octets that are not encrypted.</summary>
    public static bool Authenticate(CipherContextHandle context, ReadOnlySpan<byte> aad) =>
        LibCrypto.EVP_CipherUpdate(context, default, out _, aad, aad.Length) == 1;
}
