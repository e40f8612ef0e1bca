using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using HiperNet.HipStack.Capture;
using HiperNet.HipStack.Tests.Control;
using HiperNet.Testing;

namespace HiperNet.HipStack.Tests.Capture;

/// <summary>Wireshark's own programs read what is written.</summary>
[TestClass]
[RequiresProgram("tshark")]
[RequiresProgram("capinfos")]
public sealed class WiresharkTests
{
    private const uint Spi = 0x1234abcd;
    private const ulong Instant = 1_795_262_400_123_456_789;
    private const byte Esp = 50;
    private const byte NoNextHeader = 59;

    private static readonly IPEndPoint Here4 = IPEndPoint.Parse("192.0.2.1:40500");
    private static readonly IPEndPoint There4 = IPEndPoint.Parse("198.51.100.7:40500");
    private static readonly IPEndPoint Here6 = IPEndPoint.Parse("[2001:db8::1]:40500");
    private static readonly IPEndPoint There6 = IPEndPoint.Parse("[2001:db8::7]:40500");

    [TestMethod]
    public void Capinfos_finds_the_format_the_clock_and_the_packets()
    {
        using Scratch scratch = new();
        Write(scratch["a.pcapng"], [OuterPacket.Raw(Here4.Address, There4.Address, Esp, new byte[40])]);

        ProgramRun run = ProgramRun.Of("capinfos", default, "-M", scratch["a.pcapng"]);

        string text = Encoding.UTF8.GetString(run.Output.Span);
        Assert.AreEqual(0, run.ExitCode, run.Errors);
        Assert.Contains("pcapng", text, StringComparison.Ordinal);
        Assert.Contains("Raw IP", text, StringComparison.Ordinal);
        Assert.Contains("nanoseconds (9)", text, StringComparison.Ordinal);
        Assert.MatchesRegex(@"Number of packets:\s+1\b", text);
    }

    [TestMethod]
    public void Tshark_reads_times_comments_and_checksums_without_a_complaint()
    {
        using Scratch scratch = new();
        byte[] esp = new byte[41];
        Write(scratch["a.pcapng"],
        [
            OuterPacket.Raw(Here4.Address, There4.Address, Esp, esp),
            OuterPacket.Raw(Here6.Address, There6.Address, Esp, esp),
            OuterPacket.InUdp(Here4, There4, esp),
            OuterPacket.InUdp(Here6, There6, esp),
        ]);

        string[] lines = Tshark(
            scratch["a.pcapng"],
            "-o", "ip.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE", "-T", "fields", "-E", "separator=;",
            "-e", "frame.time_epoch", "-e", "frame.comment", "-e", "ip.checksum.status", "-e", "udp.checksum.status",
            "-e", "frame.interface_name", "-e", "_ws.malformed");

        Assert.AreSequenceEqual(
            [
                "1795262400.123456789;a comment;1;;hip0;",
                "1795262400.123456789;a comment;;;hip0;",
                "1795262400.123456789;a comment;1;1;hip0;",
                "1795262400.123456789;a comment;;1;hip0;",
            ],
            lines);
    }

    [TestMethod]
    public void Tshark_decrypts_with_the_line_of_keys()
    {
        using Scratch scratch = new();
        byte[] key = [.. Enumerable.Range(1, 20).Select(value => (byte)value)];
        byte[] packet = OuterPacket.Raw(Here4.Address, There4.Address, Esp, Encrypt(key, "hello, peer"u8));
        Write(scratch["a.pcapng"], [packet]);
        string keys = EspKeyLine.Of(
            Here4.Address, There4.Address, Spi, EspKeyCipher.AesGcm16, key, EspKeyAuthentication.Null, []);

        string[] lines = Tshark(
            scratch["a.pcapng"],
            "-o", "esp.enable_encryption_decode:TRUE", "-o", "uat:esp_sa:" + keys,
            "-T", "fields", "-e", "esp.spi", "-e", "data.data");

        string expected = Convert.ToHexStringLower("hello, peer"u8);
        Assert.StartsWith($"0x{Spi:x8}\t{expected}", lines.Single(), StringComparison.Ordinal);
    }

    /// <summary>ESP with AES-GCM as RFC 4106 has it: the last four octets of the key are the salt.</summary>
    private static byte[] Encrypt(byte[] key, ReadOnlySpan<byte> payload)
    {
        byte[] plain = [.. payload, 1, 2, 3, 3, NoNextHeader];
        byte[] packet = new byte[16 + plain.Length + 16];
        BinaryPrimitives.WriteUInt32BigEndian(packet, Spi);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), 1);
        packet[15] = 1;
        using AesGcm cipher = new(key.AsSpan(0, 16), tagSizeInBytes: 16);
        cipher.Encrypt(
            [.. key[16..], .. packet[8..16]],
            plain,
            packet.AsSpan(16, plain.Length),
            packet.AsSpan(16 + plain.Length),
            packet.AsSpan(0, 8));
        return packet;
    }

    private static void Write(string path, IEnumerable<byte[]> packets)
    {
        ArrayBufferWriter<byte> file = new();
        Pcapng.WriteHeader(file, "hipd");
        Pcapng.WriteInterface(file, "hip0", "outer packets");
        foreach (byte[] packet in packets)
        {
            Pcapng.WritePacket(file, new(0, Instant, CaptureDirection.Outbound, "a comment"), packet);
        }

        File.WriteAllBytes(path, file.WrittenSpan);
    }

    private static string[] Tshark(string file, params string[] arguments)
    {
        ProgramRun run = ProgramRun.Of("tshark", default, ["-r", file, .. arguments]);
        Assert.AreEqual(0, run.ExitCode, run.Errors);
        return Encoding.UTF8.GetString(run.Output.Span).TrimEnd('\n').Split('\n');
    }
}
