namespace HiperNet.HipStack.Wire;

/// <summary>
/// The lengths of the ESP suites (RFC 7402 section 5.1.2), in octets. That section does not say how long the AES keys
/// of suites 10 to 15 are; spec/hip.md takes 128 bits. Keys of CCM, GCM and GMAC end in a salt.
/// </summary>
public static class EspSuites
{
    private const int Aes128 = 16;
    private const int Aes256 = 32;
    private const int Sha1 = 20;
    private const int Sha256 = 32;
    private const int CcmSalt = 3;
    private const int GcmSalt = 4;
    private const int Block = 16;
    private const int Counter = 8;

    /// <summary>Whether the suite is one of those in <see cref="EspSuiteId"/>.</summary>
    public static bool IsKnown(this EspSuiteId suite) => Enum.IsDefined(suite);

    /// <summary>Whether the suite leaves packets readable: it is used in tests only, when switched on.</summary>
    public static bool IsUnencrypted(this EspSuiteId suite) =>
        suite is EspSuiteId.NullHmacSha256 or EspSuiteId.AesCmac96 or EspSuiteId.AesGmac;

    /// <summary>The encryption key that is drawn from KEYMAT, with the salt; 0 if nothing is encrypted.</summary>
    public static int EncryptionKeyLength(this EspSuiteId suite) => suite switch
    {
        EspSuiteId.Aes128CbcHmacSha1 or EspSuiteId.Aes128CbcHmacSha256 => Aes128,
        EspSuiteId.Aes256CbcHmacSha256 => Aes256,
        EspSuiteId.AesCcm8 or EspSuiteId.AesCcm16 => Aes128 + CcmSalt,
        EspSuiteId.AesGcm8 or EspSuiteId.AesGcm16 => Aes128 + GcmSalt,
        _ => 0,
    };

    /// <summary>The salt at the end of the key, which the nonce begins with (RFC 4106, RFC 4309, RFC 4543).</summary>
    public static int SaltLength(this EspSuiteId suite) => suite switch
    {
        EspSuiteId.AesCcm8 or EspSuiteId.AesCcm16 => CcmSalt,
        EspSuiteId.AesGcm8 or EspSuiteId.AesGcm16 or EspSuiteId.AesGmac => GcmSalt,
        _ => 0,
    };

    /// <summary>The authentication key that is drawn from KEYMAT; 0 where one key does both.</summary>
    public static int AuthenticationKeyLength(this EspSuiteId suite) => suite switch
    {
        EspSuiteId.Aes128CbcHmacSha1 => Sha1,
        EspSuiteId.NullHmacSha256 or EspSuiteId.Aes128CbcHmacSha256 or EspSuiteId.Aes256CbcHmacSha256 => Sha256,
        EspSuiteId.AesCmac96 => Aes128,
        EspSuiteId.AesGmac => Aes128 + GcmSalt,
        _ => 0,
    };

    /// <summary>The initialisation vector that each packet carries.</summary>
    public static int IvLength(this EspSuiteId suite) => suite switch
    {
        EspSuiteId.Aes128CbcHmacSha1 or EspSuiteId.Aes128CbcHmacSha256 or EspSuiteId.Aes256CbcHmacSha256 => Block,
        EspSuiteId.AesCcm8 or EspSuiteId.AesCcm16 or EspSuiteId.AesGcm8 => Counter,
        EspSuiteId.AesGcm16 or EspSuiteId.AesGmac => Counter,
        _ => 0,
    };

    /// <summary>The integrity check value at the end of each packet.</summary>
    public static int IcvLength(this EspSuiteId suite) => suite switch
    {
        EspSuiteId.Aes128CbcHmacSha1 or EspSuiteId.AesCmac96 => 12,
        EspSuiteId.NullHmacSha256 or EspSuiteId.Aes128CbcHmacSha256 or EspSuiteId.Aes256CbcHmacSha256 => 16,
        EspSuiteId.AesCcm16 or EspSuiteId.AesGcm16 or EspSuiteId.AesGmac => 16,
        EspSuiteId.AesCcm8 or EspSuiteId.AesGcm8 => 8,
        _ => 0,
    };
}
