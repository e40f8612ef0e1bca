using System.Runtime.InteropServices;

namespace HiperNet.HipStack.Crypto;

/// <summary>An EVP_PKEY: a loaded key.</summary>
internal sealed class KeyHandle : SafeHandle
{
    /// <summary>Nothing yet; the marshaller fills it.</summary>
    public KeyHandle()
        : base(0, ownsHandle: true)
    {
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        LibCrypto.EVP_PKEY_free(handle);
        return true;
    }
}
