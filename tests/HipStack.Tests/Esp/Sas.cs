using HiperNet.HipStack.Esp;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Tests.Esp;

/// <summary>Security associations with keys made of a number.</summary>
internal static class Sas
{
    public static EspSuite Suite(EspSuiteId id)
    {
        Assert.IsTrue(EspSuite.TryGet(id, out EspSuite? suite));
        return suite;
    }

    public static OutboundSa Outbound(
        uint spi, EspSuiteId id, bool extended, byte key, RekeyLimits? limits = null, ulong sequence = 0)
    {
        EspSuite suite = Suite(id);
        return new OutboundSa(
            spi, suite, Key(suite.EncryptionKeyLength, key), Key(suite.AuthenticationKeyLength, (byte)~key),
            extended, limits, sequence);
    }

    public static InboundSa Inbound(
        uint spi, EspSuiteId id, bool extended, byte key, RekeyLimits? limits = null)
    {
        EspSuite suite = Suite(id);
        return new InboundSa(
            spi, suite, Key(suite.EncryptionKeyLength, key), Key(suite.AuthenticationKeyLength, (byte)~key),
            extended, limits);
    }

    public static byte[] Key(int length, byte first) => [.. Enumerable.Range(first, length).Select(i => (byte)(i * 3))];
}
