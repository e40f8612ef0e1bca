using HiperNet.HipStack.Crypto;

namespace HiperNet.HipStack.Tests.Association;

/// <summary>
/// A Diffie-Hellman key of which only its public value, and what it came to with one peer, are known.
/// </summary>
internal sealed class RecordedAgreement(byte[] publicValue, byte[] peer, byte[] secret) : IAgreement
{
    public byte[] PublicValue() => [.. publicValue];

    /// <summary>Another value of the peer comes to another secret.</summary>
    public byte[]? Derive(ReadOnlySpan<byte> peerPublic) =>
        peerPublic.SequenceEqual(peer) ? [.. secret] : new byte[secret.Length];

    public void Dispose()
    {
        // There is nothing to dispose of.
    }
}
