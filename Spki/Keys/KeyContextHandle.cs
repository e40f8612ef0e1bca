using System.Runtime.InteropServices;

namespace HiperNet.Spki.Keys;

/// <summary>An EVP_PKEY_CTX: one operation with a key, for one thread at a time.</summary>
internal sealed class KeyContextHandle : SafeHandle
{
    /// <summary>No context yet; the marshaller fills it.</summary>
    public KeyContextHandle()
        : base(0, ownsHandle: true)
    {
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        LibCrypto.EVP_PKEY_CTX_free(handle);
        return true;
    }
}
