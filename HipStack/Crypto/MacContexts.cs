using System.Runtime.InteropServices;

namespace HiperNet.HipStack.Crypto;

/// <summary>HMAC contexts that keep their key.</summary>
internal static class MacContexts
{
    private const uint Utf8String = 4;

    /// <summary>A context of HMAC-SHA-256 with its key.</summary>
    public static MacContextHandle NewHmacSha256(ReadOnlySpan<byte> key)
    {
        nint mac = LibCrypto.EVP_MAC_fetch(0, "HMAC", 0);
        try
        {
            Native.Require(mac != 0);
            MacContextHandle context = Native.Required(LibCrypto.EVP_MAC_CTX_new(mac));
            SetDigest(context, key);
            return context;
        }
        finally
        {
            LibCrypto.EVP_MAC_free(mac);
        }
    }

    /// <summary>Begins again with the same key.</summary>
    public static bool Begin(MacContextHandle context) =>
        LibCrypto.EVP_MAC_init(context, default, 0, default) == 1;

    /// <summary>Takes octets in.</summary>
    public static bool Add(MacContextHandle context, ReadOnlySpan<byte> data) =>
        LibCrypto.EVP_MAC_update(context, data, (nuint)data.Length) == 1;

    /// <summary>Writes the whole MAC.</summary>
    public static bool Finish(MacContextHandle context, Span<byte> output) =>
        LibCrypto.EVP_MAC_final(context, output, out nuint written, (nuint)output.Length) == 1
            && written == (nuint)output.Length;

    /// <summary>Two OSSL_PARAM structures of five words: the digest's name, then the end of the list.</summary>
    private static void SetDigest(MacContextHandle context, ReadOnlySpan<byte> key)
    {
        nint name = Marshal.StringToCoTaskMemUTF8("digest");
        nint value = Marshal.StringToCoTaskMemUTF8("SHA256");
        try
        {
            ReadOnlySpan<nint> parameters = [name, (nint)Utf8String, value, 6, 0, 0, 0, 0, 0, 0];
            Native.Require(LibCrypto.EVP_MAC_init(context, key, (nuint)key.Length, parameters) == 1);
        }
        finally
        {
            Marshal.FreeCoTaskMem(name);
            Marshal.FreeCoTaskMem(value);
        }
    }
}
