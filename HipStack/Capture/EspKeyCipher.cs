namespace HiperNet.HipStack.Capture;

/// <summary>The ciphers of ESP that a table of keys can name.</summary>
public enum EspKeyCipher
{
    /// <summary>None.</summary>
    Null,

    /// <summary>AES-CBC (RFC 3602).</summary>
    AesCbc,

    /// <summary>AES-GCM with an ICV of 8 octets (RFC 4106); its key ends in the salt of 4 octets.</summary>
    AesGcm8,

    /// <summary>AES-GCM with an ICV of 16 octets (RFC 4106); its key ends in the salt of 4 octets.</summary>
    AesGcm16,

    /// <summary>Another one, which is not decrypted.</summary>
    Other,
}
