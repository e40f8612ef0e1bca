using System.Runtime.InteropServices;

namespace HiperNet.Spki.Keys;

/// <summary>A BN_CTX: working memory for calculations with secret numbers.</summary>
internal sealed class NumberContextHandle : SafeHandle
{
    /// <summary>No context yet; the marshaller fills it.</summary>
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
