using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using HiperNet.HipStack.Capture;
using HiperNet.Testing;

namespace HiperNet.HipStack.Tests.Capture;

[TestClass]
public sealed class PcapngTests
{
    private const int Runs = 2000;

    [TestMethod]
    public void Any_packet_makes_a_chain_of_whole_blocks()
    {
        FuzzSource source = new(Property.Seed);
        for (int i = 0; i < Runs; i++)
        {
            ArrayBufferWriter<byte> file = new();
            byte[] packet = source.Mutate(new byte[source.Below(200)]);
            string comment = new([.. Enumerable.Range(0, source.Below(600)).Select(_ => (char)source.Below(0x10000))]);
            Pcapng.WriteHeader(file, comment);
            Pcapng.WriteInterface(file, comment, "");
            Pcapng.WritePacket(file, new(0, ulong.MaxValue, CaptureDirection.Inbound, comment), packet);

            List<(uint Type, byte[] Body)> blocks = Blocks(file.WrittenSpan);
            Assert.AreSequenceEqual([0x0A0D0D0Au, 1u, 6u], [.. blocks.Select(block => block.Type)]);
            byte[] body = blocks[2].Body;
            Assert.AreEqual(packet.Length, BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(12)));
            Assert.AreSequenceEqual(packet, body[20..(20 + packet.Length)]);
        }
    }

    [TestMethod]
    public void A_packet_beyond_the_limit_is_cut_and_says_so()
    {
        ArrayBufferWriter<byte> file = new();
        Pcapng.WritePacket(file, new(0, 0, CaptureDirection.Unknown), new byte[Pcapng.SnapLength + 5]);

        byte[] body = Blocks(file.WrittenSpan)[0].Body;
        Assert.AreEqual(Pcapng.SnapLength, BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(12)));
        Assert.AreEqual(Pcapng.SnapLength + 5, BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(16)));
    }

    [TestMethod]
    public void A_long_comment_is_cut_between_characters()
    {
        ArrayBufferWriter<byte> file = new();
        Pcapng.WritePacket(file, new(0, 0, CaptureDirection.Unknown, new string('\u20AC', 2000)), []);

        byte[] body = Blocks(file.WrittenSpan)[0].Body;
        int length = BinaryPrimitives.ReadUInt16LittleEndian(body.AsSpan(20 + 8 + 2));
        Assert.AreEqual(Pcapng.MaxText / 3 * 3, length);
    }

    [TestMethod]
    public void Times_count_nanoseconds_from_1970()
    {
        DateTimeOffset instant = DateTimeOffset.UnixEpoch.AddTicks(12_345_678);

        Assert.AreEqual(1_234_567_800UL, CapturedPacket.NanosecondsOf(instant));
        Assert.AreEqual(0UL, CapturedPacket.NanosecondsOf(DateTimeOffset.MinValue));
    }

    [TestMethod]
    [DataRow("192.0.2.1", "198.51.100.7", 20)]
    [DataRow("2001:db8::1", "2001:db8::7", 40)]
    public void A_raw_packet_begins_with_the_header_of_its_family(string source, string destination, int header)
    {
        byte[] packet = OuterPacket.Raw(IPAddress.Parse(source), IPAddress.Parse(destination), 139, [1, 2, 3]);

        Assert.HasCount(header + 3, packet);
        Assert.AreSequenceEqual<byte>([1, 2, 3], packet[header..]);
        Assert.AreEqual(139, packet[header == 20 ? 9 : 6]);
    }

    [TestMethod]
    public void Addresses_of_two_families_are_an_error() => Assert.ThrowsExactly<ArgumentException>(
        () => OuterPacket.Raw(IPAddress.Loopback, IPAddress.IPv6Loopback, 50, []));

    [TestMethod]
    public void A_payload_of_any_length_is_taken()
    {
        IPEndPoint end = new(IPAddress.Loopback, 10500);

        Assert.HasCount(28, OuterPacket.InUdp(end, end, []));
        byte[] huge = OuterPacket.InUdp(end, end, new byte[100_000]);
        Assert.AreEqual(0, BinaryPrimitives.ReadUInt16BigEndian(huge.AsSpan(2)));
    }

    [TestMethod]
    public void Keys_are_a_line_of_eight_fields()
    {
        string line = EspKeyLine.Of(
            IPAddress.Parse("fe80::1%3"),
            IPAddress.Parse("2001:db8::7"),
            0xABCD,
            EspKeyCipher.AesCbc,
            [1, 2],
            EspKeyAuthentication.HmacSha256,
            [3]);

        const string Expected =
            """
            "IPv6","fe80::1","2001:db8::7","0x0000abcd","AES-CBC [RFC3602]","0x0102","HMAC-SHA-256-128 [RFC4868]","0x03"
            """;
        Assert.AreEqual(Expected, line);
    }

    /// <summary>The blocks of a file; each says its length at both ends, in whole words.</summary>
    private static List<(uint Type, byte[] Body)> Blocks(ReadOnlySpan<byte> file)
    {
        List<(uint, byte[])> blocks = [];
        while (!file.IsEmpty)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(file[4..]);
            Assert.AreEqual(0, length % 4);
            Assert.AreEqual(length, BinaryPrimitives.ReadInt32LittleEndian(file[(length - 4)..]));
            blocks.Add((BinaryPrimitives.ReadUInt32LittleEndian(file), file[8..(length - 4)].ToArray()));
            file = file[length..];
        }

        return blocks;
    }
}
