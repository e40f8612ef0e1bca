using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Association;

/// <summary>Draws the keys of a pair of security associations (RFC 7402 section 7).</summary>
internal static class EspKeys
{
    /// <summary>How many octets of keying material a pair takes.</summary>
    public static int Length(EspSuiteId suite) => 2 * (suite.EncryptionKeyLength() + suite.AuthenticationKeyLength());

    /// <summary>Whether the keying material reaches from an index on.</summary>
    public static bool Reach(Secrets secrets, int index) =>
        Math.Max(index, secrets.KeymatIndex) + Length(secrets.Suite) <= secrets.Keymat.Length;

    /// <summary>Draws the pair from an index on; null if the keying material does not reach that far.</summary>
    public static HeldSas? Draw(
        Keymat keymat, int index, EspSuiteId suite, AssociationKey key, uint inboundSpi, uint outboundSpi)
    {
        if (!keymat.TryDrawKeys(
            index,
            key.Local.ToUInt128(),
            key.Peer.ToUInt128(),
            suite.EncryptionKeyLength(),
            suite.AuthenticationKeyLength(),
            out DrawnKeys? keys))
        {
            return null;
        }

        using (keys)
        {
            return new HeldSas(
                new SaKeys(
                    inboundSpi, suite, keys.IncomingEncryption.ToArray(), keys.IncomingAuthentication.ToArray()),
                new SaKeys(
                    outboundSpi, suite, keys.OutgoingEncryption.ToArray(), keys.OutgoingAuthentication.ToArray()));
        }
    }
}
