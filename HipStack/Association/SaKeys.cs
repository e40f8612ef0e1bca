using System.Security.Cryptography;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Association;

/// <summary>One security association's number, suite and keys (RFC 7402 section 7).</summary>
public sealed class SaKeys : IDisposable
{
    private readonly byte[] encryption;
    private readonly byte[] authentication;

    internal SaKeys(uint spi, EspSuiteId suite, byte[] encryption, byte[] authentication)
    {
        Spi = spi;
        Suite = suite;
        this.encryption = encryption;
        this.authentication = authentication;
    }

    /// <summary>The SPI.</summary>
    public uint Spi { get; }

    /// <summary>The suite.</summary>
    public EspSuiteId Suite { get; }

    /// <summary>The encryption key; for AES-GCM and AES-CCM with the salt at its end.</summary>
    public ReadOnlySpan<byte> Encryption => encryption;

    /// <summary>The authentication key; empty where the suite has none.</summary>
    public ReadOnlySpan<byte> Authentication => authentication;

    /// <inheritdoc/>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(encryption);
        CryptographicOperations.ZeroMemory(authentication);
    }
}
