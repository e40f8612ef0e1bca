using System.Security.Cryptography;

namespace HiperNet.HipStack.Association;

/// <summary>The system's cryptographic generator.</summary>
public sealed class SystemRandomSource : IRandomSource
{
    /// <inheritdoc/>
    public void Fill(Span<byte> octets) => RandomNumberGenerator.Fill(octets);
}
