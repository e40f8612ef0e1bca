using HiperNet.HipStack.Identity;

namespace HiperNet.HipStack.Crypto;

/// <summary>A private key of one algorithm.</summary>
internal interface ISigner : IDisposable
{
    /// <summary>The public half.</summary>
    HostIdentity Identity { get; }

    /// <summary>The Signature field over <paramref name="data"/>.</summary>
    byte[] Sign(ReadOnlySpan<byte> data);
}
