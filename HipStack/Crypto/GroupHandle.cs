using System.Runtime.InteropServices;

namespace HiperNet.HipStack.Crypto;

/// <summary>An EC_GROUP: a named curve, never changed after it is made.</summary>
internal sealed class GroupHandle : SafeHandle
{
    /// <summary>Nothing yet; the marshaller fills it.</summary>
    public GroupHandle()
        : base(0, ownsHandle: true)
    {
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        LibCrypto.EC_GROUP_free(handle);
        return true;
    }
}
