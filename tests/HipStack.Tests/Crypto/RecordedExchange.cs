using System.Text.Json;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Identity;
using HiperNet.Testing;

namespace HiperNet.HipStack.Tests.Crypto;

/// <summary>One file of tests/data/hip: the secrets of an exchange and its packets.</summary>
internal sealed record RecordedExchange(
    byte[] Secret, IReadOnlyList<(int Index, byte[] Key)> Keys, IReadOnlyList<RecordedPacket> Packets)
{
    public const int Puzzle = 257;
    public const int Solution = 321;
    public const int DiffieHellman = 513;
    public const int HipCipher = 579;
    public const int Encrypted = 641;
    public const int HostId = 705;
    public const int EspInfo = 65;
    public const int EspTransform = 4095;
    public const int HipMac = 61505;
    public const int HipMac2 = 61569;
    public const int HipSignature2 = 61633;
    public const int HipSignature = 61697;

    public static IReadOnlyList<string> Files { get; } =
        [.. Directory.GetFiles(RepositoryFiles.PathOf("tests", "data", "hip"), "*.json").Order(StringComparer.Ordinal)];

    public RecordedPacket R1 => First("R1");

    public RecordedPacket I2 => First("I2");

    public RecordedPacket R2 => First("R2");

    public UInt128 HitI => I2.Sender;

    public UInt128 HitR => I2.Receiver;

    /// <summary>RHASH of the Responder's HIT.</summary>
    public RHash Hash => RHashes.Of(Suite(HitR));

    public HipCipherId Cipher => (HipCipherId)ReadUInt16(I2.Find(HipCipher));

    public EspAlgorithm Esp => (EspAlgorithm)ReadUInt16(I2.Find(EspTransform).AsSpan(2));

    public byte[] SaltI => I2.Find(Solution).AsSpan(4, RHashes.Length(Hash)).ToArray();

    public byte[] SaltJ => I2.Find(Solution).AsSpan(4 + RHashes.Length(Hash), RHashes.Length(Hash)).ToArray();

    public IEnumerable<RecordedPacket> EspPackets => Packets.Where(packet => packet.Kind == "ESP");

    public static RecordedExchange Load(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
        JsonElement root = document.RootElement;
        return new RecordedExchange(
            Octets(root, "dh_shared_secret"),
            [.. root.GetProperty("keymat").EnumerateArray()
                .Select(entry => (entry.GetProperty("index").GetInt32(), Octets(entry, "key")))],
            [.. root.GetProperty("packets").EnumerateArray().Select(packet => new RecordedPacket(
                packet.GetProperty("packet").GetString()!,
                packet.GetProperty("from").GetString()!,
                Octets(packet, "hex")))]);
    }

    public Keymat NewKeymat() => new(Hash, Secret, SaltI, SaltJ, HitI, HitR);

    /// <summary>The identity that a host sent, in the clear or encrypted.</summary>
    public HostIdentity IdentityOf(UInt128 hit)
    {
        byte[] contents = hit == HitR ? R1.Find(HostId) : HostIdOfI2();
        int length = ReadUInt16(contents);
        Assert.IsTrue(HostIdentity.TryParse(
            ReadUInt16(contents.AsSpan(4)), contents.AsSpan(6, length), out HostIdentity? identity, out _));
        return identity;
    }

    /// <summary>Decrypts the parameters within ENCRYPTED: 4 octets reserved, the IV, the data.</summary>
    public byte[] Decrypt(RecordedPacket packet, ReadOnlySpan<byte> key)
    {
        byte[] contents = packet.Find(Encrypted);
        int iv = HiperNet.HipStack.Crypto.HipCipher.IvLength(Cipher);
        Assert.IsTrue(HiperNet.HipStack.Crypto.HipCipher.TryDecrypt(
            Cipher, key, contents.AsSpan(4, iv), contents.AsSpan(4 + iv), out byte[]? text));
        return text;
    }

    private static HitSuite Suite(UInt128 number)
    {
        Assert.IsTrue(Hit.TryCreate(number, out Hit hit));
        return hit.Suite;
    }

    private static ushort ReadUInt16(ReadOnlySpan<byte> octets) => (ushort)((octets[0] << 8) | octets[1]);

    private static byte[] Octets(JsonElement element, string name) =>
        Convert.FromHexString(element.GetProperty(name).GetString()!);

    private byte[] HostIdOfI2()
    {
        if (I2.Has(HostId))
        {
            return I2.Find(HostId);
        }

        using Keymat keymat = NewKeymat();
        using DrawnKeys keys = keymat.DrawHipKeys(HitI, HitR, Cipher);
        byte[] text = Decrypt(I2, keys.OutgoingEncryption);
        Assert.AreEqual(HostId, ReadUInt16(text));
        return text[4..(4 + ReadUInt16(text.AsSpan(2)))];
    }

    private RecordedPacket First(string kind) => Packets.First(packet => packet.Kind == kind);
}
