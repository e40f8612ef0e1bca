using System.Runtime.InteropServices;

namespace HiperNet.HipStack.Crypto;

/// <summary>An EVP_MD_CTX: one signature being made or verified.</summary>
internal sealed class DigestContextHandle : SafeHandle
{
    /// <summary>Nothing yet; the marshaller fills it.</summary>
    public DigestContextHandle()
        : base(0, ownsHandle: true)
    {
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        LibCrypto.EVP_MD_CTX_free(handle);
        return true;
    }
}
