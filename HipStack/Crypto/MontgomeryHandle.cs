using System.Runtime.InteropServices;

namespace HiperNet.HipStack.Crypto;

/// <summary>A BN_MONT_CTX: what arithmetic by one modulus needs again and again.</summary>
internal sealed class MontgomeryHandle : SafeHandle
{
    /// <summary>Nothing yet; the marshaller fills it.</summary>
    public MontgomeryHandle()
        : base(0, ownsHandle: true)
    {
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        LibCrypto.BN_MONT_CTX_free(handle);
        return true;
    }
}
