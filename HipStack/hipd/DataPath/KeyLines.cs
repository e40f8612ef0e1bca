using System.Net;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Capture;
using HiperNet.HipStack.Wire;

namespace HiperNet.Hipd.DataPath;

/// <summary>Keys as tshark wants them; only for root who asks.</summary>
internal static class KeyLines
{
    public static string Of(IPAddress from, IPAddress to, SaKeys keys)
    {
        (EspKeyCipher cipher, EspKeyAuthentication authentication) = keys.Suite switch
        {
            EspSuiteId.AesGcm16 => (EspKeyCipher.AesGcm16, EspKeyAuthentication.Null),
            EspSuiteId.AesGcm8 => (EspKeyCipher.AesGcm8, EspKeyAuthentication.Null),
            EspSuiteId.Aes128CbcHmacSha256 or EspSuiteId.Aes256CbcHmacSha256 =>
                (EspKeyCipher.AesCbc, EspKeyAuthentication.HmacSha256),
            EspSuiteId.NullHmacSha256 => (EspKeyCipher.Null, EspKeyAuthentication.HmacSha256),
            _ => (EspKeyCipher.Other, EspKeyAuthentication.Null),
        };
        return EspKeyLine.Of(from, to, keys.Spi, cipher, keys.Encryption, authentication, keys.Authentication);
    }
}
