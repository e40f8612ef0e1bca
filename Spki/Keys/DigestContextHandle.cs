using System.Runtime.InteropServices;

namespace HiperNet.Spki.Keys;

/// <summary>An EVP_MD_CTX: one operation over a message, for one thread at a time.</summary>
internal sealed class DigestContextHandle : SafeHandle
{
    /// <summary>No context yet; the marshaller fills it.</summary>
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
