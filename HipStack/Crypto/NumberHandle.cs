using System.Runtime.InteropServices;

namespace HiperNet.HipStack.Crypto;

/// <summary>A BIGNUM, cleared when it is freed.</summary>
internal sealed class NumberHandle : SafeHandle
{
    /// <summary>Nothing yet; the marshaller fills it.</summary>
    public NumberHandle()
        : base(0, ownsHandle: true)
    {
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        LibCrypto.BN_clear_free(handle);
        return true;
    }
}
