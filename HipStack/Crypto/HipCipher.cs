using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace HiperNet.HipStack.Crypto;

/// <summary>The encryption of the ENCRYPTED parameter (RFC 7401 sections 5.2.8 and 5.2.18).</summary>
/// <remarks>
/// The text is one or more parameters, so a multiple of 8 octets. AES fills it up as PKCS#5 says: n octets of the
/// value n, a whole block of 16 if the text ends with a block. Nothing here authenticates: HIP_MAC is verified
/// before anything is decrypted, so that a bad padding tells nobody anything.
/// </remarks>
public static class HipCipher
{
    private const int BlockBytes = 16;
    private const int ParameterAlignment = 8;

    /// <summary>Whether a peer's choice may be used.</summary>
    /// <param name="cipher">What the peer chose or offers.</param>
    /// <param name="allowsNull">Whether the configuration allows NULL-ENCRYPT, for tests.</param>
    public static bool IsAcceptable(HipCipherId cipher, bool allowsNull) =>
        cipher is HipCipherId.Aes128Cbc or HipCipherId.Aes256Cbc || (allowsNull && cipher == HipCipherId.NullEncrypt);

    /// <summary>The length of a key in octets; zero for NULL-ENCRYPT.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The cipher is not known.</exception>
    public static int KeyLength(HipCipherId cipher) => cipher switch
    {
        HipCipherId.NullEncrypt => 0,
        HipCipherId.Aes128Cbc => 16,
        HipCipherId.Aes256Cbc => 32,
        _ => throw new ArgumentOutOfRangeException(nameof(cipher), cipher, "This cipher is not known."),
    };

    /// <summary>The length of the IV field in octets; zero for NULL-ENCRYPT.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The cipher is not known.</exception>
    public static int IvLength(HipCipherId cipher) => KeyLength(cipher) == 0 ? 0 : BlockBytes;

    /// <summary>Encrypts.</summary>
    /// <param name="cipher">The chosen cipher.</param>
    /// <param name="key">Its key.</param>
    /// <param name="iv">Random octets, as many as <see cref="IvLength"/>; never the same twice with one key.</param>
    /// <param name="text">The parameters, each padded to 8 octets.</param>
    /// <returns>The Encrypted data field, without the IV.</returns>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public static byte[] Encrypt(
        HipCipherId cipher, ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> text)
    {
        if (key.Length != KeyLength(cipher) || iv.Length != IvLength(cipher) || text.Length % ParameterAlignment != 0)
        {
            throw new ArgumentException("The key, the IV or the text has the wrong length.", nameof(text));
        }

        if (cipher == HipCipherId.NullEncrypt)
        {
            return text.ToArray();
        }

        using Aes aes = Load(key);
        return aes.EncryptCbc(text, iv, PaddingMode.PKCS7);
    }

    /// <summary>Decrypts; false if a length is wrong or the cipher is not known.</summary>
    /// <param name="cipher">The chosen cipher.</param>
    /// <param name="key">Its key.</param>
    /// <param name="iv">The IV field.</param>
    /// <param name="encrypted">The Encrypted data field.</param>
    /// <param name="text">
    /// The parameters. Padding as PKCS#5 has it is taken off; as some leave it away where the text fills its blocks
    /// anyway, text without it stays as it is, and whoever reads the parameters finds out. The caller clears it.
    /// </param>
    /// <exception cref="ArgumentException">The key, which is ours, has the wrong length.</exception>
    public static bool TryDecrypt(
        HipCipherId cipher,
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> iv,
        ReadOnlySpan<byte> encrypted,
        [NotNullWhen(true)] out byte[]? text)
    {
        text = null;
        if (!IsAcceptable(cipher, allowsNull: true))
        {
            return false;
        }

        if (key.Length != KeyLength(cipher))
        {
            throw new ArgumentException("The key has the wrong length.", nameof(key));
        }

        bool isNull = cipher == HipCipherId.NullEncrypt;
        if (iv.Length != IvLength(cipher) || encrypted.Length % (isNull ? ParameterAlignment : BlockBytes) != 0)
        {
            return false;
        }

        text = isNull ? encrypted.ToArray() : Decrypt(key, iv, encrypted);
        return true;
    }

    private static byte[] Decrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> encrypted)
    {
        using Aes aes = Load(key);
        byte[] padded = aes.DecryptCbc(encrypted, iv, PaddingMode.None);
        int padding = PaddingOf(padded);
        if (padding == 0)
        {
            return padded;
        }

        byte[] text = padded[..^padding];
        CryptographicOperations.ZeroMemory(padded);
        return text;
    }

    /// <summary>8 or 16 octets of that value, because parameters are multiples of 8 octets; else none.</summary>
    private static int PaddingOf(ReadOnlySpan<byte> padded)
    {
        if (padded.IsEmpty || padded[^1] is not (ParameterAlignment or BlockBytes))
        {
            return 0;
        }

        byte last = padded[^1];
        return padded[^last..].ContainsAnyExcept(last) ? 0 : last;
    }

    private static Aes Load(ReadOnlySpan<byte> key)
    {
        Aes aes = Aes.Create();
        aes.SetKey(key);
        return aes;
    }
}
