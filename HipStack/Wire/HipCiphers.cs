namespace HiperNet.HipStack.Wire;

/// <summary>The lengths of the ciphers of ENCRYPTED (RFC 7401 section 5.2.8), in octets.</summary>
public static class HipCiphers
{
    private const int Block = 16;

    /// <summary>Whether the cipher is one of those in <see cref="HipCipherId"/>.</summary>
    public static bool IsKnown(this HipCipherId cipher) => Enum.IsDefined(cipher);

    /// <summary>The key that is drawn from KEYMAT.</summary>
    public static int KeyLength(this HipCipherId cipher) => cipher switch
    {
        HipCipherId.Aes128Cbc => 16,
        HipCipherId.Aes256Cbc => 32,
        _ => 0,
    };

    /// <summary>The initialisation vector at the start of an ENCRYPTED parameter.</summary>
    public static int IvLength(this HipCipherId cipher) =>
        cipher is HipCipherId.Aes128Cbc or HipCipherId.Aes256Cbc ? Block : 0;
}
