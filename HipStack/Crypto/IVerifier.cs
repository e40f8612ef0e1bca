namespace HiperNet.HipStack.Crypto;

/// <summary>A public key of one algorithm, loaded.</summary>
internal interface IVerifier : IDisposable
{
    /// <summary>Whether the Signature field is good over <paramref name="data"/>; never an exception.</summary>
    bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature);
}
