using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace HiperNet.HipStack.Capture;

/// <summary>
/// Blocks of the pcapng format (draft-ietf-opsawg-pcapng), little-endian. A file is one section header, the
/// interfaces, then packets; blocks may be appended one by one.
/// </summary>
public static class Pcapng
{
    /// <summary>The most octets kept of a packet.</summary>
    public const int SnapLength = 256 << 10;

    /// <summary>The most octets of a name or a comment in UTF-8; what is longer is cut.</summary>
    public const int MaxText = 1024;

    /// <summary>LINKTYPE_RAW: packets begin with an IPv4 or IPv6 header.</summary>
    public const ushort LinkTypeRaw = 101;

    private const uint SectionHeader = 0x0A0D0D0A;
    private const uint InterfaceDescription = 1;
    private const uint EnhancedPacket = 6;
    private const uint ByteOrderMagic = 0x1A2B3C4D;
    private const int BlockFrame = 12;
    private const int OptionHeader = 4;

    private const ushort OptionEnd = 0;
    private const ushort OptionComment = 1;
    private const ushort OptionFlags = 2;
    private const ushort OptionInterfaceName = 2;
    private const ushort OptionInterfaceDescription = 3;
    private const ushort OptionUserApplication = 4;
    private const ushort OptionResolution = 9;
    private const byte Nanoseconds = 9;

    /// <summary>Begins a file.</summary>
    /// <param name="output">Where the block goes.</param>
    /// <param name="application">The program that writes it.</param>
    public static void WriteHeader(IBufferWriter<byte> output, string application)
    {
        byte[] name = Text(application);
        const int Fixed = 16;
        Span<byte> block = Begin(output, SectionHeader, Fixed + OptionSize(name) + OptionHeader);
        BinaryPrimitives.WriteUInt32LittleEndian(block, ByteOrderMagic);
        BinaryPrimitives.WriteUInt16LittleEndian(block[4..], 1);
        BinaryPrimitives.WriteUInt16LittleEndian(block[6..], 0);
        BinaryPrimitives.WriteInt64LittleEndian(block[8..], -1);
        Span<byte> options = WriteOption(block[Fixed..], OptionUserApplication, name);
        WriteOption(options, OptionEnd, []);
    }

    /// <summary>Describes an interface of raw IP with a clock of nanoseconds; they count from 0 in a file.</summary>
    /// <param name="output">Where the block goes.</param>
    /// <param name="name">Its short name.</param>
    /// <param name="description">What passes through it.</param>
    public static void WriteInterface(IBufferWriter<byte> output, string name, string description)
    {
        (byte[] shortName, byte[] longName, byte[] resolution) = (Text(name), Text(description), [Nanoseconds]);
        const int Fixed = 8;
        int size = Fixed + OptionSize(shortName) + OptionSize(longName) + OptionSize(resolution) + OptionHeader;
        Span<byte> block = Begin(output, InterfaceDescription, size);
        BinaryPrimitives.WriteUInt16LittleEndian(block, LinkTypeRaw);
        BinaryPrimitives.WriteUInt32LittleEndian(block[4..], SnapLength);
        Span<byte> options = WriteOption(block[Fixed..], OptionInterfaceName, shortName);
        options = WriteOption(options, OptionInterfaceDescription, longName);
        options = WriteOption(options, OptionResolution, resolution);
        WriteOption(options, OptionEnd, []);
    }

    /// <summary>Adds a packet.</summary>
    /// <param name="output">Where the block goes.</param>
    /// <param name="packet">What it is, where and when.</param>
    /// <param name="octets">The packet from its IP header on; what is over <see cref="SnapLength"/> is cut.</param>
    public static void WritePacket(IBufferWriter<byte> output, CapturedPacket packet, ReadOnlySpan<byte> octets)
    {
        byte[] comment = packet.Comment is null ? [] : Text(packet.Comment);
        Span<byte> flags = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(flags, (uint)packet.Direction);
        ReadOnlySpan<byte> kept = octets[..Math.Min(octets.Length, SnapLength)];

        const int Fixed = 20;
        int commentSize = comment.Length == 0 ? 0 : OptionSize(comment);
        int size = Fixed + Padded(kept.Length) + OptionSize(flags) + commentSize + OptionHeader;
        Span<byte> block = Begin(output, EnhancedPacket, size);
        ulong nanoseconds = packet.Nanoseconds;
        BinaryPrimitives.WriteUInt32LittleEndian(block, (uint)packet.Interface);
        BinaryPrimitives.WriteUInt32LittleEndian(block[4..], (uint)(nanoseconds >> 32));
        BinaryPrimitives.WriteUInt32LittleEndian(block[8..], (uint)nanoseconds);
        BinaryPrimitives.WriteUInt32LittleEndian(block[12..], (uint)kept.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(block[16..], (uint)octets.Length);
        kept.CopyTo(block[Fixed..]);
        Span<byte> options = WriteOption(block[(Fixed + Padded(kept.Length))..], OptionFlags, flags);
        options = commentSize == 0 ? options : WriteOption(options, OptionComment, comment);
        WriteOption(options, OptionEnd, []);
    }

    /// <summary>A block without contents yet: its frame is written, its body is zero.</summary>
    private static Span<byte> Begin(IBufferWriter<byte> output, uint type, int bodySize)
    {
        int size = BlockFrame + bodySize;
        Span<byte> block = output.GetSpan(size)[..size];
        block.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(block, type);
        BinaryPrimitives.WriteUInt32LittleEndian(block[4..], (uint)size);
        BinaryPrimitives.WriteUInt32LittleEndian(block[(size - 4)..], (uint)size);

        // The memory stays the caller's until it writes again, which is after the body has been filled in.
        output.Advance(size);
        return block[8..(size - 4)];
    }

    private static Span<byte> WriteOption(Span<byte> at, ushort code, ReadOnlySpan<byte> value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(at, code);
        BinaryPrimitives.WriteUInt16LittleEndian(at[2..], (ushort)value.Length);
        value.CopyTo(at[OptionHeader..]);
        return at[(OptionHeader + Padded(value.Length))..];
    }

    private static int OptionSize(ReadOnlySpan<byte> value) => OptionHeader + Padded(value.Length);

    private static int Padded(int length) => (length + 3) & ~3;

    /// <summary>UTF-8 of at most <see cref="MaxText"/> octets, cut between characters.</summary>
    private static byte[] Text(string text)
    {
        byte[] octets = new byte[MaxText];
        Encoding.UTF8.GetEncoder().Convert(text, octets, flush: true, out _, out int used, out _);
        return octets[..used];
    }
}
