namespace HiperNet.HipStack.Wire;

/// <summary>The ESP suites (RFC 7402 section 5.1.2).</summary>
public enum EspSuiteId : ushort
{
    /// <summary>AES-128-CBC with HMAC-SHA1.</summary>
    Aes128CbcHmacSha1 = 1,

    /// <summary>NULL with HMAC-SHA-256: no encryption; only for tests, when switched on.</summary>
    NullHmacSha256 = 7,

    /// <summary>AES-128-CBC with HMAC-SHA-256, mandatory.</summary>
    Aes128CbcHmacSha256 = 8,

    /// <summary>AES-256-CBC with HMAC-SHA-256.</summary>
    Aes256CbcHmacSha256 = 9,

    /// <summary>AES-CCM with an ICV of 8 octets.</summary>
    AesCcm8 = 10,

    /// <summary>AES-CCM with an ICV of 16 octets.</summary>
    AesCcm16 = 11,

    /// <summary>AES-GCM with an ICV of 8 octets.</summary>
    AesGcm8 = 12,

    /// <summary>AES-GCM with an ICV of 16 octets.</summary>
    AesGcm16 = 13,

    /// <summary>AES-CMAC-96: no encryption.</summary>
    AesCmac96 = 14,

    /// <summary>AES-GMAC: no encryption.</summary>
    AesGmac = 15,
}
