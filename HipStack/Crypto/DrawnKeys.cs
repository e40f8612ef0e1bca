using System.Security.Cryptography;

namespace HiperNet.HipStack.Crypto;

/// <summary>Four keys drawn from KEYMAT, as one of the two hosts uses them. They are cleared on disposal.</summary>
public sealed class DrawnKeys : IDisposable
{
    private readonly byte[] octets;
    private readonly int encryptionBytes;
    private readonly int authenticationBytes;

    internal DrawnKeys(int encryptionBytes, int authenticationBytes, int nextIndex)
    {
        this.encryptionBytes = encryptionBytes;
        this.authenticationBytes = authenticationBytes;
        NextIndex = nextIndex;
        octets = GC.AllocateUninitializedArray<byte>(2 * (encryptionBytes + authenticationBytes), pinned: true);
    }

    /// <summary>The KEYMAT index after these keys, where the next are drawn.</summary>
    public int NextIndex { get; }

    /// <summary>Encrypts what this host sends.</summary>
    public Span<byte> OutgoingEncryption => octets.AsSpan(0, encryptionBytes);

    /// <summary>Authenticates what this host sends.</summary>
    public Span<byte> OutgoingAuthentication => octets.AsSpan(encryptionBytes, authenticationBytes);

    /// <summary>Decrypts what the peer sends.</summary>
    public Span<byte> IncomingEncryption => octets.AsSpan(encryptionBytes + authenticationBytes, encryptionBytes);

    /// <summary>Authenticates what the peer sends.</summary>
    public Span<byte> IncomingAuthentication => octets.AsSpan(octets.Length - authenticationBytes);

    /// <inheritdoc/>
    public void Dispose() => CryptographicOperations.ZeroMemory(octets);
}
