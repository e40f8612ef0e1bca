namespace HiperNet.HipStack.Wire;

/// <summary>The suites of ESP_TRANSFORM (RFC 7402 section 5.1.2).</summary>
public enum EspSuiteId : ushort
{
    /// <summary>No suite.</summary>
    None = 0,

    /// <summary>No encryption, HMAC-SHA-256-128: for tests, refused unless switched on.</summary>
    NullHmacSha256 = 7,

    /// <summary>AES-128-CBC with HMAC-SHA-256-128; mandatory.</summary>
    Aes128CbcHmacSha256 = 8,

    /// <summary>AES-256-CBC with HMAC-SHA-256-128.</summary>
    Aes256CbcHmacSha256 = 9,

    /// <summary>AES-CCM with an ICV of 8 octets (RFC 4309).</summary>
    AesCcm8 = 10,

    /// <summary>AES-CCM with an ICV of 16 octets (RFC 4309).</summary>
    AesCcm16 = 11,

    /// <summary>AES-GCM with an ICV of 8 octets (RFC 4106).</summary>
    AesGcm8 = 12,

    /// <summary>AES-GCM with an ICV of 16 octets (RFC 4106).</summary>
    AesGcm16 = 13,
}
