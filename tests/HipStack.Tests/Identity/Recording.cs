using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using HiperNet.Testing;

namespace HiperNet.HipStack.Tests.Identity;

/// <summary>
/// The HOST_ID parameters (RFC 7401 section 5.2.9) in the exchanges of tests/data/hip, those inside ENCRYPTED
/// parameters (section 5.2.18) included.
/// </summary>
internal static class Recording
{
    private const int HeaderBytes = 40;
    private const int SenderHitOffset = 8;
    private const int HostId = 705;
    private const int Encrypted = 641;
    private const int Hip = 139;

    public static IReadOnlyList<string> Files { get; } =
        [.. Directory.GetFiles(RepositoryFiles.PathOf("tests", "data", "hip"), "*.json").Order(StringComparer.Ordinal)];

    /// <summary>Exchanges of two independent peers, in the suites and ways that the recordings lack.</summary>
    public static IReadOnlyList<string> Vectors { get; } =
    [
        .. Directory.GetFiles(RepositoryFiles.PathOf("spec", "vectors", "hip"), "*.json").Order(StringComparer.Ordinal),
    ];

    public static IEnumerable<RecordedHost> Hosts(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
        JsonElement keymat = document.RootElement.GetProperty("keymat");
        foreach (JsonElement packet in document.RootElement.GetProperty("packets").EnumerateArray())
        {
            if (packet.GetProperty("protocol").GetInt32() != Hip)
            {
                continue;
            }

            string source = Path.GetFileNameWithoutExtension(file) + " " + packet.GetProperty("packet").GetString();
            byte[] octets = Convert.FromHexString(packet.GetProperty("hex").GetString()!);
            byte[] cipherKey = Convert.FromHexString(
                keymat[CipherKeyIndex(octets)].GetProperty("key").GetString()!);
            foreach (RecordedHost host in HostsIn(octets, cipherKey, source))
            {
                yield return host;
            }
        }
    }

    private static IEnumerable<RecordedHost> HostsIn(byte[] packet, byte[] cipherKey, string source)
    {
        byte[] hit = packet[SenderHitOffset..(SenderHitOffset + 16)];
        foreach ((int type, byte[] contents) in Parameters(packet.AsMemory(HeaderBytes)))
        {
            byte[]? hostId = type switch
            {
                HostId => contents,
                Encrypted => Decrypt(contents, cipherKey),
                _ => null,
            };
            if (hostId is not null)
            {
                int length = BinaryPrimitives.ReadUInt16BigEndian(hostId);
                ushort algorithm = BinaryPrimitives.ReadUInt16BigEndian(hostId.AsSpan(4));
                yield return new RecordedHost(source, hit, algorithm, hostId[6..(6 + length)]);
            }
        }
    }

    /// <summary>
    /// The keys are drawn in the order encryption, integrity of the host with the greater HIT, then of the other
    /// (RFC 7401 section 6.5).
    /// </summary>
    private static int CipherKeyIndex(byte[] packet) =>
        packet.AsSpan(SenderHitOffset, 16).SequenceCompareTo(packet.AsSpan(SenderHitOffset + 16, 16)) > 0 ? 0 : 2;

    private static IEnumerable<(int Type, byte[] Contents)> Parameters(ReadOnlyMemory<byte> octets)
    {
        while (octets.Length >= 4)
        {
            int type = BinaryPrimitives.ReadUInt16BigEndian(octets.Span);
            int length = BinaryPrimitives.ReadUInt16BigEndian(octets.Span[2..]);
            yield return (type, octets.Slice(4, length).ToArray());
            octets = octets[((length + 11) / 8 * 8)..];
        }
    }

    /// <summary>Four reserved octets, the initialisation vector, then one parameter in AES-CBC.</summary>
    private static byte[] Decrypt(byte[] contents, byte[] cipherKey)
    {
        using Aes aes = Aes.Create();
        aes.Key = cipherKey;
        byte[] plain = aes.DecryptCbc(contents.AsSpan(20), contents.AsSpan(4, 16), PaddingMode.None);
        (int type, byte[] hostId) = Parameters(plain).First();
        Assert.AreEqual(HostId, type);
        return hostId;
    }
}
