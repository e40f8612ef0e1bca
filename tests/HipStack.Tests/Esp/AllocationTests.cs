using HiperNet.HipStack.Esp;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Tests.Esp;

/// <summary>A packet costs no memory, whether it passes or not.</summary>
[TestClass]
public sealed class AllocationTests
{
    private const int Rounds = 3_000;

    public static IEnumerable<object[]> Suites => DataPair.AllSuites.Select(id => new object[] { id });

    [TestMethod]
    [DynamicData(nameof(Suites))]
    public void Nothing_is_allocated_for_a_packet(EspSuiteId suite)
    {
        FixedServices rights = new();
        using DataPair pair = new(suite, marks: false, rightsAtA: rights, rightsAtB: rights);
        byte[][] packets =
        [
            pair.A.Packet(InnerFamily.IPv6, 6, 1000, 80),
            pair.A.Packet(InnerFamily.IPv4, 17, 1000, 80),
            pair.A.Packet(InnerFamily.IPv4, 1, 0, 0),
            pair.A.V4(17, Ip.Upper(17, 1000, 80, new byte[8]), null, 0x2000, 5),
            pair.A.V4(17, new byte[16], null, 2, 5),
            pair.A.V4(6, Ip.Upper(6, 1000, 80, []), [7, 7, 4, 0, 0, 0, 0, 1]),
            pair.A.Packet(InnerFamily.IPv6, 6, 1000, 81),
            Ip.V6(6, DataPair.HitOfA, new UInt128(0x2001_0021_0000_0000, 7), Ip.Upper(6, 1, 2, [])),
            Ip.V6(6, new UInt128(0x2001_0021_0000_0000, 7), DataPair.HitOfB, Ip.Upper(6, 1, 2, [])),
        ];
        byte[] esp = new byte[4096];
        byte[] delivered = new byte[4096];
        Run(100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int sent = Run(Rounds);

        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.AreEqual(Rounds * 6, sent);

        int Run(int rounds)
        {
            int count = 0;
            for (int i = 0; i < rounds; i++)
            {
                foreach (byte[] packet in packets)
                {
                    TimeSpan now = TimeSpan.FromMilliseconds(i);
                    if (pair.A.Outbound.Process(packet, esp, now, out OutboundResult result) == OutboundVerdict.Send)
                    {
                        count++;
                        pair.B.Inbound.Process(esp.AsSpan(0, result.Length), delivered, now, out _);
                        pair.B.Inbound.Process(esp.AsSpan(0, result.Length), delivered, now, out _);
                    }
                }
            }

            return count;
        }
    }
}
