using HiperNet.HipStack.Crypto;

namespace HiperNet.HipStack.Tests.Association;

/// <summary>
/// A Diffie-Hellman key of which only its public value, and what it came to with one peer, are known.
/// </summary>
internal sealed class RecordedAgreement(byte[] publicValue, byte[] peer, byte[] secret) : IAgreement
{
    public byte[] PublicValue() => [.. publicValue];

    /// <summary>Another value of the peer comes to another secret, one of another length to none.</summary>
    public byte[]? Derive(ReadOnlySpan<byte> peerPublic) => peerPublic switch
    {
        _ when peerPublic.SequenceEqual(peer) => [.. secret],
        { Length: int length } when length == peer.Length => new byte[secret.Length],
        _ => null,
    };

    public void Dispose()
    {
        // There is nothing to dispose of.
    }
}
