using System.Runtime.InteropServices;

namespace HiperNet.HipStack.Crypto;

/// <summary>A BN_CTX: scratch numbers, cleared when they are freed.</summary>
internal sealed class NumberContextHandle : SafeHandle
{
    /// <summary>Nothing yet; the marshaller fills it.</summary>
    public NumberContextHandle()
        : base(0, ownsHandle: true)
    {
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        LibCrypto.BN_CTX_free(handle);
        return true;
    }
}
