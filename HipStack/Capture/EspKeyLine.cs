using System.Net;
using System.Net.Sockets;

namespace HiperNet.HipStack.Capture;

/// <summary>
/// A line of Wireshark's table <c>esp_sa</c>, with which it decrypts one direction of an association. It holds keys:
/// it goes only where they were asked for. Newer versions have two more columns, for extended sequence numbers, which
/// they fill with defaults.
/// </summary>
public static class EspKeyLine
{
    /// <summary>The line, without a line end.</summary>
    /// <param name="source">The outer packets' sender.</param>
    /// <param name="destination">The outer packets' receiver.</param>
    /// <param name="spi">The security parameter index.</param>
    /// <param name="cipher">The cipher.</param>
    /// <param name="cipherKey">Its key; with AES-GCM the salt after it.</param>
    /// <param name="authentication">The authentication.</param>
    /// <param name="authenticationKey">Its key.</param>
    public static string Of(
        IPAddress source,
        IPAddress destination,
        uint spi,
        EspKeyCipher cipher,
        ReadOnlySpan<byte> cipherKey,
        EspKeyAuthentication authentication,
        ReadOnlySpan<byte> authenticationKey)
    {
        string family = source.AddressFamily == AddressFamily.InterNetwork ? "IPv4" : "IPv6";
        return string.Join(',', new[]
        {
            family,
            WithoutScope(source),
            WithoutScope(destination),
            $"0x{spi:x8}",
            Name(cipher),
            Key(cipherKey),
            Name(authentication),
            Key(authenticationKey),
        }.Select(field => $"\"{field}\""));
    }

    private static string WithoutScope(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork || address.ScopeId == 0
            ? address.ToString()
            : new IPAddress(address.GetAddressBytes()).ToString();

    private static string Key(ReadOnlySpan<byte> key) => key.IsEmpty ? "" : "0x" + Convert.ToHexStringLower(key);

    private static string Name(EspKeyCipher cipher) => cipher switch
    {
        EspKeyCipher.AesCbc => "AES-CBC [RFC3602]",
        EspKeyCipher.AesGcm8 => "AES-GCM with 8 octet ICV [RFC4106]",
        EspKeyCipher.AesGcm16 => "AES-GCM with 16 octet ICV [RFC4106]",
        _ => "NULL",
    };

    private static string Name(EspKeyAuthentication authentication) => authentication switch
    {
        EspKeyAuthentication.HmacSha1 => "HMAC-SHA-1-96 [RFC2404]",
        EspKeyAuthentication.HmacSha256 => "HMAC-SHA-256-128 [RFC4868]",
        EspKeyAuthentication.Any128 => "ANY 128 bit authentication [no checking]",
        _ => "NULL",
    };
}
