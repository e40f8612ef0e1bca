using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Identity;

namespace HiperNet.HipStack.Tests.Association;

/// <summary>A host key of which only the public half is known: its signatures are worth nothing.</summary>
internal sealed class RecordedSigner(HostIdentity identity) : ISigner
{
    public HostIdentity Identity { get; } = identity;

    public byte[] Sign(ReadOnlySpan<byte> data) => new byte[96];

    public void Dispose()
    {
        // There is nothing to dispose of.
    }
}
