namespace HiperNet.HipStack.Crypto;

/// <summary>The lengths, in octets, that belong to each <see cref="EspAlgorithm"/>.</summary>
public static class EspAlgorithms
{
    /// <summary>Whether packets can be protected by it here.</summary>
    public static bool IsSupported(EspAlgorithm algorithm) =>
        algorithm is >= EspAlgorithm.NullHmacSha256 and <= EspAlgorithm.AesGcm16;

    /// <summary>Whether one primitive both encrypts and authenticates.</summary>
    public static bool IsAead(EspAlgorithm algorithm) => algorithm >= EspAlgorithm.AesCcm8;

    /// <summary>
    /// What is drawn from KEYMAT as encryption key, with the salt of RFC 4309 section 7.1 (3 octets) or RFC 4106
    /// section 8.1 (4 octets) after the key. AEAD keys have 128 bits, the size that RFC 7402 leaves unsaid.
    /// </summary>
    public static int EncryptionKeyLength(EspAlgorithm algorithm) => algorithm switch
    {
        EspAlgorithm.NullHmacSha256 => 0,
        EspAlgorithm.Aes128CbcHmacSha256 => 16,
        EspAlgorithm.Aes256CbcHmacSha256 => 32,
        EspAlgorithm.AesCcm8 or EspAlgorithm.AesCcm16 => 16 + 3,
        EspAlgorithm.AesGcm8 or EspAlgorithm.AesGcm16 => 16 + 4,
        _ => throw Unknown(algorithm),
    };

    /// <summary>What is drawn from KEYMAT as authentication key (RFC 4868 section 2.1.1); zero for AEAD.</summary>
    public static int AuthenticationKeyLength(EspAlgorithm algorithm) => IsAead(Known(algorithm)) ? 0 : 32;

    /// <summary>The IV field of a packet: 16 for CBC, 8 for CCM and GCM, 0 for NULL.</summary>
    public static int IvLength(EspAlgorithm algorithm) => Known(algorithm) switch
    {
        EspAlgorithm.NullHmacSha256 => 0,
        EspAlgorithm.Aes128CbcHmacSha256 or EspAlgorithm.Aes256CbcHmacSha256 => 16,
        _ => 8,
    };

    /// <summary>The ICV field of a packet: 8 or 16; HMAC-SHA-256 is cut to 16 (RFC 4868 section 2.1).</summary>
    public static int TagLength(EspAlgorithm algorithm) =>
        Known(algorithm) is EspAlgorithm.AesCcm8 or EspAlgorithm.AesGcm8 ? 8 : 16;

    /// <summary>What the text is padded to a multiple of: 16 for CBC, else 4 (RFC 4303 section 2.4).</summary>
    public static int Alignment(EspAlgorithm algorithm) => IvLength(algorithm) == 16 ? 16 : 4;

    private static EspAlgorithm Known(EspAlgorithm algorithm) =>
        IsSupported(algorithm) ? algorithm : throw Unknown(algorithm);

    private static ArgumentOutOfRangeException Unknown(EspAlgorithm algorithm) =>
        new(nameof(algorithm), algorithm, "This algorithm is not supported.");
}
