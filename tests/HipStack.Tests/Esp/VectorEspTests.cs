using System.Buffers.Binary;
using System.Text.Json;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Esp;
using HiperNet.HipStack.Tests.Identity;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Tests.Esp;

/// <summary>
/// The exchanges of spec/vectors/hip: all keys, those of rekeyings included, and every ESP packet, recomputed.
/// </summary>
[TestClass]
public sealed class VectorEspTests
{
    private const int HipKeys = 4;
    private const int Esp = 50;

    public static IEnumerable<object[]> Files => Recording.Vectors.Select(file => new object[] { file });

    [TestMethod]
    public void All_vectors_are_there() => Assert.HasCount(6, Recording.Vectors);

    [TestMethod]
    [DynamicData(nameof(Files))]
    public void Every_key_is_drawn_from_its_secret_at_its_index(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
        HipPacket i2 = Packets(document).Select(Parse).OfType<HipPacket>()
            .First(packet => packet.Type == PacketType.I2);
        Assert.IsTrue(i2.TryRead(out SolutionParameter? solution));
        Assert.IsTrue(HipStack.Identity.Hit.TryCreate(i2.Receiver, out HipStack.Identity.Hit responder));
        int keys = 0;
        foreach (JsonElement generation in Generations(document))
        {
            using Keymat keymat = new(
                RHashes.Of(responder.Suite),
                Hex(generation, "dh_shared_secret"),
                solution.I.ToArray(),
                solution.J.ToArray(),
                i2.Sender,
                i2.Receiver);
            foreach (JsonElement entry in generation.GetProperty("keymat").EnumerateArray())
            {
                byte[] expected = Hex(entry, "key");
                byte[] drawn = new byte[expected.Length];
                Assert.IsTrue(keymat.TryDraw(entry.GetProperty("index").GetInt32(), drawn));
                CollectionAssert.AreEqual(expected, drawn);
                keys++;
            }
        }

        // The HIP keys, and at least one key for each direction three times: at first and for two rekeyings.
        Assert.IsGreaterThanOrEqualTo(HipKeys + (3 * 2), keys);
    }

    [TestMethod]
    [DynamicData(nameof(Files))]
    public void Every_ESP_packet_opens_with_the_keys_of_its_time(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
        Queue<byte[]> keys = new(Generations(document)
            .SelectMany(generation => generation.GetProperty("keymat").EnumerateArray())
            .Select(entry => Hex(entry, "key"))
            .Skip(HipKeys));
        Dictionary<UInt128, uint> offered = [];
        Dictionary<uint, DataReceiver> receivers = [];
        EspSuiteId suite = default;
        int echoes = 0;
        foreach (JsonElement entry in Packets(document))
        {
            if (Parse(entry) is { } packet)
            {
                suite = packet.TryRead(out EspTransformParameter? transform) ? transform.Suites[0] : suite;
                if (packet.TryRead(out EspInfoParameter? info) && info.OldSpi != info.NewSpi)
                {
                    offered[packet.Sender] = info.NewSpi;
                }

                if (offered.Count == 2)
                {
                    AddPair(receivers, offered, suite, keys);
                    offered.Clear();
                }

                continue;
            }

            byte[] octets = Hex(entry, "hex");
            DataReceiver receiver = receivers[BinaryPrimitives.ReadUInt32BigEndian(octets)];
            byte[] inner = receiver.Receive(octets, out DropReason reason);
            Assert.AreEqual(DropReason.None, reason);
            Assert.IsTrue(inner[40] is 128 or 129);
            Assert.IsTrue(Ip.HasRightChecksums(inner));
            echoes++;
        }

        Assert.AreEqual(8, echoes);
        Assert.HasCount(6, receivers);
        Assert.IsEmpty(keys);
        receivers.Values.ToList().ForEach(receiver => receiver.Dispose());
    }

    private static void AddPair(
        Dictionary<uint, DataReceiver> receivers, Dictionary<UInt128, uint> offered, EspSuiteId id, Queue<byte[]> keys)
    {
        EspSuite suite = Sas.Suite(id);
        byte[][] four =
        [
            keys.Dequeue(), Authentication(), keys.Dequeue(), Authentication(),
        ];
        foreach ((UInt128 receiver, uint spi) in offered)
        {
            UInt128 sender = offered.Keys.Single(hit => hit != receiver);
            receivers.Add(spi, new DataReceiver(spi, sender, receiver, four, id));
        }

        byte[] Authentication() => suite.AuthenticationKeyLength == 0 ? [] : keys.Dequeue();
    }

    private static HipPacket? Parse(JsonElement entry)
    {
        if (entry.GetProperty("protocol").GetInt32() == Esp)
        {
            return null;
        }

        Assert.IsTrue(HipPacket.TryParse(Hex(entry, "hex"), out HipPacket? packet, out WireFault fault), $"{fault}");
        return packet;
    }

    private static JsonElement.ArrayEnumerator Packets(JsonDocument document) =>
        document.RootElement.GetProperty("packets").EnumerateArray();

    /// <summary>The first secret and its keys, and those of each rekeying with Diffie-Hellman.</summary>
    private static IEnumerable<JsonElement> Generations(JsonDocument document) =>
        [document.RootElement, .. document.RootElement.GetProperty("rekeyed").EnumerateArray()];

    private static byte[] Hex(JsonElement element, string name) =>
        Convert.FromHexString(element.GetProperty(name).GetString()!);
}
