using System.Runtime.InteropServices;

namespace HiperNet.HipStack.Crypto;

/// <summary>An EVP_MAC_CTX, which keeps its key from packet to packet.</summary>
internal sealed class MacContextHandle : SafeHandle
{
    /// <summary>Nothing yet; the marshaller fills it.</summary>
    public MacContextHandle()
        : base(0, ownsHandle: true)
    {
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        LibCrypto.EVP_MAC_CTX_free(handle);
        return true;
    }
}
