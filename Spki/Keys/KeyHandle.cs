using System.Runtime.InteropServices;

namespace HiperNet.Spki.Keys;

/// <summary>An EVP_PKEY: a loaded key. Reading and verifying with one handle from many threads is allowed.</summary>
internal sealed class KeyHandle : SafeHandle
{
    /// <summary>No key yet; the marshaller fills it.</summary>
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
