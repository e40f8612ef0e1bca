using System.Buffers.Binary;
using System.Text.Json;
using HiperNet.HipStack.Esp;
using HiperNet.HipStack.Tests.Identity;

namespace HiperNet.HipStack.Tests.Esp;

/// <summary>ESP packets that two independent implementations sent are opened, and hold an echo.</summary>
[TestClass]
public sealed class RecordedEspTests
{
    private const int Hip = 139;
    private const int FirstEspKey = 4;

    public static IEnumerable<object[]> Recordings => Recording.Files.Select(file => new object[] { file });

    [TestMethod]
    [DynamicData(nameof(Recordings))]
    public void Every_recorded_ESP_packet_is_an_echo_with_a_right_checksum(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
        JsonElement[] packets = [.. document.RootElement.GetProperty("packets").EnumerateArray()];
        byte[][] keys = [.. document.RootElement.GetProperty("keymat").EnumerateArray()
            .Select(key => Convert.FromHexString(key.GetProperty("key").GetString()!))];
        Dictionary<string, UInt128> hits = HitsByAddress(packets);
        Dictionary<uint, DataReceiver> receivers = [];
        int echoes = 0;
        foreach (JsonElement packet in packets.Where(packet => packet.GetProperty("protocol").GetInt32() != Hip))
        {
            byte[] esp = Octets(packet);
            UInt128 sender = hits[packet.GetProperty("from").GetString()!];
            UInt128 receiver = hits[packet.GetProperty("to").GetString()!];
            uint spi = BinaryPrimitives.ReadUInt32BigEndian(esp);
            if (!receivers.TryGetValue(spi, out DataReceiver? opened))
            {
                opened = new DataReceiver(spi, sender, receiver, keys[FirstEspKey..]);
                receivers.Add(spi, opened);
            }

            byte[] inner = opened.Receive(esp, out DropReason reason);

            Assert.AreEqual(DropReason.None, reason);
            Assert.AreEqual(sender, BinaryPrimitives.ReadUInt128BigEndian(inner.AsSpan(8)));
            Assert.AreEqual(receiver, BinaryPrimitives.ReadUInt128BigEndian(inner.AsSpan(24)));
            Assert.AreEqual(58, inner[6]);
            Assert.IsTrue(inner[40] is 128 or 129);
            Assert.IsTrue(Ip.HasRightChecksums(inner));
            Assert.IsEmpty(opened.Receive(esp, out reason));
            Assert.AreEqual(DropReason.Replayed, reason);
            echoes++;
        }

        Assert.IsGreaterThanOrEqualTo(6, echoes);
        foreach (DataReceiver receiver in receivers.Values)
        {
            receiver.Dispose();
        }
    }

    private static Dictionary<string, UInt128> HitsByAddress(IEnumerable<JsonElement> packets)
    {
        Dictionary<string, UInt128> hits = [];
        foreach (JsonElement packet in packets.Where(packet => packet.GetProperty("protocol").GetInt32() == Hip))
        {
            hits[packet.GetProperty("from").GetString()!] =
                BinaryPrimitives.ReadUInt128BigEndian(Octets(packet).AsSpan(8));
        }

        return hits;
    }

    private static byte[] Octets(JsonElement packet) =>
        Convert.FromHexString(packet.GetProperty("hex").GetString()!);
}
