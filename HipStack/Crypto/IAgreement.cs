namespace HiperNet.HipStack.Crypto;

/// <summary>One side's key of a Diffie-Hellman exchange, of one kind of group.</summary>
internal interface IAgreement : IDisposable
{
    /// <summary>The Public Value field, in its full length.</summary>
    byte[] PublicValue();

    /// <summary>The secret in its full length, or null if the peer's value is none of the group.</summary>
    byte[]? Derive(ReadOnlySpan<byte> peerPublic);
}
