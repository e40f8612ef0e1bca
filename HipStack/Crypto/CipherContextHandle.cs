using System.Runtime.InteropServices;

namespace HiperNet.HipStack.Crypto;

/// <summary>An EVP_CIPHER_CTX, which keeps its expanded key from packet to packet.</summary>
internal sealed class CipherContextHandle : SafeHandle
{
    /// <summary>Nothing yet; the marshaller fills it.</summary>
    public CipherContextHandle()
        : base(0, ownsHandle: true)
    {
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        LibCrypto.EVP_CIPHER_CTX_free(handle);
        return true;
    }
}
