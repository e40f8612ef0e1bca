using System.Runtime.InteropServices;

namespace HiperNet.Spki.Keys;

/// <summary>A secret BIGNUM, cleared when it is freed.</summary>
internal sealed class NumberHandle : SafeHandle
{
    /// <summary>No number yet; the marshaller fills it.</summary>
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
