using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Association;

/// <summary>Draws the keys of a pair of security associations (RFC 7402 section 7).</summary>
internal static class EspKeys
{
    /// <summary>How many octets of keying material a pair takes.</summary>
    public static int Length(EspSuiteId suite) => 2 * (EspSuites.EncryptionKeyLength(suite)
        + EspSuites.AuthenticationKeyLength(suite));

    /// <summary>
    /// Draws the pair from <paramref name="index"/> on; null if the keying material does not reach that far.
    /// </summary>
    public static HeldSas? Draw(
        Keymat keymat, int index, EspSuiteId suite, bool isGreater, uint inboundSpi, uint outboundSpi)
    {
        int encryption = EspSuites.EncryptionKeyLength(suite);
        int authentication = EspSuites.AuthenticationKeyLength(suite);
        byte[] greaterEncryption = new byte[encryption];
        byte[] greaterAuthentication = new byte[authentication];
        byte[] lesserEncryption = new byte[encryption];
        byte[] lesserAuthentication = new byte[authentication];
        int half = encryption + authentication;
        if (!keymat.TryDraw(index, greaterEncryption)
            || !keymat.TryDraw(index + encryption, greaterAuthentication)
            || !keymat.TryDraw(index + half, lesserEncryption)
            || !keymat.TryDraw(index + half + encryption, lesserAuthentication))
        {
            return null;
        }

        // The greater host's keys protect what it sends.
        return isGreater
            ? new HeldSas(
                new SaKeys(inboundSpi, suite, lesserEncryption, lesserAuthentication),
                new SaKeys(outboundSpi, suite, greaterEncryption, greaterAuthentication))
            : new HeldSas(
                new SaKeys(inboundSpi, suite, greaterEncryption, greaterAuthentication),
                new SaKeys(outboundSpi, suite, lesserEncryption, lesserAuthentication));
    }
}
