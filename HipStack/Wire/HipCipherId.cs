using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire;

/// <summary>The ciphers of ENCRYPTED (RFC 7401 section 5.2.8).</summary>
[SuppressMessage("Design", "CA1027", Justification = "They are numbers of a registry, one at a time.")]
public enum HipCipherId : ushort
{
    /// <summary>NULL-ENCRYPT: no encryption; only for tests, when switched on.</summary>
    NullEncrypt = 1,

    /// <summary>AES-128-CBC, mandatory.</summary>
    Aes128Cbc = 2,

    /// <summary>AES-256-CBC.</summary>
    Aes256Cbc = 4,
}
