using System.Diagnostics.CodeAnalysis;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Esp;

/// <summary>
/// The lengths of an ESP suite (RFC 7402 section 5.1.2), in octets. The packet is SPI, sequence number, IV, ciphertext
/// of payload, padding, pad length and next header, then the ICV (RFC 4303 section 2).
/// </summary>
public sealed class EspSuite
{
    /// <summary>The octets of SPI and sequence number.</summary>
    public const int HeaderLength = 8;

    /// <summary>The octets of pad length and next header.</summary>
    public const int TrailerLength = 2;

    private const int WordLength = 4;
    private const int AesBlock = 16;

    private static readonly EspSuite[] Known =
    [
        new(EspSuiteId.NullHmacSha256, key: 0, salt: 0, authentication: 32, iv: 0, alignment: WordLength, icv: 16),
        new(EspSuiteId.Aes128CbcHmacSha256, key: 16, salt: 0, authentication: 32, AesBlock, AesBlock, icv: 16),
        new(EspSuiteId.Aes256CbcHmacSha256, key: 32, salt: 0, authentication: 32, AesBlock, AesBlock, icv: 16),
        new(EspSuiteId.AesCcm8, key: 16, salt: 3, authentication: 0, iv: 8, WordLength, icv: 8),
        new(EspSuiteId.AesCcm16, key: 16, salt: 3, authentication: 0, iv: 8, WordLength, icv: 16),
        new(EspSuiteId.AesGcm8, key: 16, salt: 4, authentication: 0, iv: 8, WordLength, icv: 8),
        new(EspSuiteId.AesGcm16, key: 16, salt: 4, authentication: 0, iv: 8, WordLength, icv: 16),
    ];

    private EspSuite(EspSuiteId id, int key, int salt, int authentication, int iv, int alignment, int icv)
    {
        Id = id;
        EncryptionKeyLength = key + salt;
        AuthenticationKeyLength = authentication;
        SaltLength = salt;
        IvLength = iv;
        Alignment = alignment;
        IcvLength = icv;
    }

    /// <summary>The suite's number.</summary>
    public EspSuiteId Id { get; }

    /// <summary>What is drawn from KEYMAT for encryption: the key, and after it the salt of an AEAD.</summary>
    public int EncryptionKeyLength { get; }

    /// <summary>What is drawn from KEYMAT for the HMAC.</summary>
    public int AuthenticationKeyLength { get; }

    /// <summary>The octets at the end of the encryption key that are the salt (RFC 4106 section 8.1).</summary>
    public int SaltLength { get; }

    /// <summary>The octets of the IV in the packet.</summary>
    public int IvLength { get; }

    /// <summary>The ciphertext's length is a multiple of this.</summary>
    public int Alignment { get; }

    /// <summary>The octets of the ICV.</summary>
    public int IcvLength { get; }

    /// <summary>Where the payload begins in a packet.</summary>
    public int PayloadOffset => HeaderLength + IvLength;

    /// <summary>The shortest packet: one without a payload.</summary>
    public int MinPacketLength => PacketLength(0);

    /// <summary>Whether one operation encrypts and authenticates.</summary>
    internal bool IsAead => SaltLength != 0;

    /// <summary>Finds a suite that this code has.</summary>
    public static bool TryGet(EspSuiteId id, [NotNullWhen(true)] out EspSuite? suite)
    {
        suite = Array.Find(Known, candidate => candidate.Id == id);
        return suite is not null;
    }

    /// <summary>The length of the packet for a payload, in octets.</summary>
    public int PacketLength(int payloadLength) => PayloadOffset + CiphertextLength(payloadLength) + IcvLength;

    /// <summary>The longest payload whose packet fits into <paramref name="packetLength"/> octets, at least 0.</summary>
    public int MaxPayloadLength(int packetLength)
    {
        int room = packetLength - PayloadOffset - IcvLength;
        return Math.Max(0, (room / Alignment * Alignment) - TrailerLength);
    }

    /// <summary>The length of payload, padding and trailer, in octets.</summary>
    internal int CiphertextLength(int payloadLength) =>
        (payloadLength + TrailerLength + Alignment - 1) / Alignment * Alignment;
}
