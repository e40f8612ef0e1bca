using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Crypto;

/// <summary>The Cipher IDs of HIP_CIPHER (RFC 7401 section 5.2.8).</summary>
[SuppressMessage("Design", "CA1027:Mark enums with FlagsAttribute", Justification = "One cipher, not a set.")]
public enum HipCipherId : ushort
{
    /// <summary>No cipher; reserved.</summary>
    None = 0,

    /// <summary>NULL-ENCRYPT: for tests only; section 5.2.8 forbids it unless it is configured.</summary>
    NullEncrypt = 1,

    /// <summary>AES with 128 bits in CBC mode.</summary>
    Aes128Cbc = 2,

    /// <summary>AES with 256 bits in CBC mode.</summary>
    Aes256Cbc = 4,
}
