using System.Net;
using System.Text.Json;
using HiperNet.HipStack.Wire;
using HiperNet.Testing;

namespace HiperNet.HipStack.Tests.Wire;

/// <summary>A HIP packet of tests/data/hip, with the addresses that it went between.</summary>
internal sealed record RecordedPacket(string Name, IPAddress Source, IPAddress Destination, byte[] Octets)
{
    public static IReadOnlyList<RecordedPacket> All { get; } = [.. Exchanges().SelectMany(exchange => exchange.Packets)];

    public HipPacket Parsed =>
        HipPacket.TryParse(Octets, out HipPacket? packet, out WireFault fault)
            ? packet
            : throw new InvalidOperationException($"{Name}: {fault}");

    public static IEnumerable<(IReadOnlyList<RecordedPacket> Packets, byte[][] Keys)> Exchanges()
    {
        string folder = RepositoryFiles.PathOf("tests", "data", "hip");
        foreach (string file in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
            JsonElement root = document.RootElement;
            RecordedPacket[] packets =
            [
                .. from packet in root.GetProperty("packets").EnumerateArray()
                   where packet.GetProperty("protocol").GetInt32() == HipProtocol.IpProtocol
                   select Read(Path.GetFileNameWithoutExtension(file), packet),
            ];
            byte[][] keys =
            [
                .. from key in root.GetProperty("keymat").EnumerateArray()
                   select Convert.FromHexString(key.GetProperty("key").GetString()!),
            ];
            yield return (packets, keys);
        }
    }

    public override string ToString() => Name;

    private static RecordedPacket Read(string file, JsonElement packet) => new(
        $"{file} {packet.GetProperty("packet").GetString()}",
        IPAddress.Parse(packet.GetProperty("from").GetString()!),
        IPAddress.Parse(packet.GetProperty("to").GetString()!),
        Convert.FromHexString(packet.GetProperty("hex").GetString()!));
}
