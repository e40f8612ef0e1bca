namespace HiperNet.HipStack.Crypto;

/// <summary>What protects ESP packets; the values are the Suite IDs of RFC 7402 section 5.1.2.</summary>
public enum EspAlgorithm : ushort
{
    /// <summary>No suite; reserved.</summary>
    None = 0,

    /// <summary>NULL with HMAC-SHA-256.</summary>
    NullHmacSha256 = 7,

    /// <summary>AES-128-CBC with HMAC-SHA-256.</summary>
    Aes128CbcHmacSha256 = 8,

    /// <summary>AES-256-CBC with HMAC-SHA-256.</summary>
    Aes256CbcHmacSha256 = 9,

    /// <summary>AES-128-CCM with an ICV of 8 octets.</summary>
    AesCcm8 = 10,

    /// <summary>AES-128-CCM with an ICV of 16 octets.</summary>
    AesCcm16 = 11,

    /// <summary>AES-128-GCM with an ICV of 8 octets.</summary>
    AesGcm8 = 12,

    /// <summary>AES-128-GCM with an ICV of 16 octets.</summary>
    AesGcm16 = 13,
}
