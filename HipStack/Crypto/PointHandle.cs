using System.Runtime.InteropServices;

namespace HiperNet.HipStack.Crypto;

/// <summary>An EC_POINT.</summary>
internal sealed class PointHandle : SafeHandle
{
    /// <summary>Nothing yet; the marshaller fills it.</summary>
    public PointHandle()
        : base(0, ownsHandle: true)
    {
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        LibCrypto.EC_POINT_free(handle);
        return true;
    }
}
