using System.Diagnostics.CodeAnalysis;
using HiperNet.HipStack.Crypto;
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

    private EspSuite(EspAlgorithm algorithm)
    {
        Algorithm = algorithm;
        EncryptionKeyLength = EspAlgorithms.EncryptionKeyLength(algorithm);
        AuthenticationKeyLength = EspAlgorithms.AuthenticationKeyLength(algorithm);
        IvLength = EspAlgorithms.IvLength(algorithm);
        Alignment = EspAlgorithms.Alignment(algorithm);
        IcvLength = EspAlgorithms.TagLength(algorithm);
    }

    /// <summary>The suite's number.</summary>
    public EspSuiteId Id => (EspSuiteId)Algorithm;

    /// <summary>What is drawn from KEYMAT for encryption: the key, and after it the salt of an AEAD.</summary>
    public int EncryptionKeyLength { get; }

    /// <summary>What is drawn from KEYMAT for the HMAC.</summary>
    public int AuthenticationKeyLength { get; }

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
    internal bool IsAead => EspAlgorithms.IsAead(Algorithm);

    /// <summary>What protects the packets; it has the number of the suite.</summary>
    internal EspAlgorithm Algorithm { get; }

    /// <summary>Finds a suite that this code has.</summary>
    public static bool TryGet(EspSuiteId id, [NotNullWhen(true)] out EspSuite? suite)
    {
        EspAlgorithm algorithm = (EspAlgorithm)id;
        suite = EspAlgorithms.IsSupported(algorithm) ? new EspSuite(algorithm) : null;
        return suite is not null;
    }

    /// <summary>The length of the packet for a payload, in octets.</summary>
    public int PacketLength(int payloadLength) => PayloadOffset + CiphertextLength(payloadLength) + IcvLength;

    /// <summary>The longest payload that fits into <paramref name="packetLength"/> octets, at least 0.</summary>
    public int MaxPayloadLength(int packetLength)
    {
        int room = packetLength - PayloadOffset - IcvLength;
        return Math.Max(0, (room / Alignment * Alignment) - TrailerLength);
    }

    /// <summary>The length of payload, padding and trailer, in octets.</summary>
    internal int CiphertextLength(int payloadLength) =>
        (payloadLength + TrailerLength + Alignment - 1) / Alignment * Alignment;
}
