using HiperNet.HipStack.Esp;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Tests.Esp;

/// <summary>Two hosts with an association, A and B, that share keys.</summary>
internal sealed class DataPair : IDisposable
{
    public const uint SpiOfA = 0xA000_0001;
    public const uint SpiOfB = 0xB000_0001;
    public const uint IPv4OfA = 0x0112_3456;
    public const uint IPv4OfB = 0x01AB_CDEF;

    public static readonly UInt128 HitOfA = new(0x2001_0021_ABCD_0123, 0x4567_89AB_CD12_3456);
    public static readonly UInt128 HitOfB = new(0x2001_0022_9999_8888, 0x7777_6666_55AB_CDEF);

    public static readonly EspSuiteId[] AllSuites =
    [
        EspSuiteId.NullHmacSha256, EspSuiteId.Aes128CbcHmacSha256, EspSuiteId.Aes256CbcHmacSha256,
        EspSuiteId.AesCcm8, EspSuiteId.AesCcm16, EspSuiteId.AesGcm8, EspSuiteId.AesGcm16,
    ];

    public DataPair(
        EspSuiteId suite = EspSuiteId.AesGcm16,
        bool marks = true,
        bool extended = false,
        ITrafficRights? rightsAtA = null,
        ITrafficRights? rightsAtB = null,
        bool hasIPv4 = true)
    {
        InnerAddresses addresses = new(HitOfA, HitOfB, hasIPv4 ? IPv4OfA : 0, hasIPv4 ? IPv4OfB : 0);
        InnerAddresses mirrored =
            new(HitOfB, HitOfA, addresses.PeerIPv4, addresses.LocalIPv4);
        A = new DataHost(
            addresses, marks, rightsAtA ?? new FixedRights(),
            Sas.Outbound(SpiOfB, suite, extended, 1), Sas.Inbound(SpiOfA, suite, extended, 2));
        B = new DataHost(
            mirrored, marks, rightsAtB ?? new FixedRights(),
            Sas.Outbound(SpiOfA, suite, extended, 2), Sas.Inbound(SpiOfB, suite, extended, 1));
    }

    public DataHost A { get; }

    public DataHost B { get; }

    /// <summary>Sends a packet from one to the other, and returns what arrives; empty if nothing does.</summary>
    public static byte[] Cross(DataHost from, DataHost to, byte[] packet)
    {
        byte[] esp = from.Send(packet);
        return from.Verdict == OutboundVerdict.Send ? to.Receive(esp, out _) : [];
    }

    public void Dispose()
    {
        A.Dispose();
        B.Dispose();
    }
}
