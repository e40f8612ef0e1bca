using HiperNet.HipStack.Wire;

namespace HiperNet.Hipd;

/// <summary>HIP packets by type. Any thread.</summary>
internal sealed class HipCounters
{
    private const int TypeAt = 1;
    private const int TypeMask = 0x7F;

    private readonly long[] counts = new long[TypeMask + 1];

    /// <summary>The type of a packet (RFC 7401 section 5.1); None if it is too short to have one.</summary>
    public static PacketType TypeOf(ReadOnlySpan<byte> packet) =>
        packet.Length > TypeAt ? (PacketType)(packet[TypeAt] & TypeMask) : default;

    public void Count(ReadOnlySpan<byte> packet) => Interlocked.Increment(ref counts[(int)TypeOf(packet)]);

    /// <summary>The counts of the types that there are, by their names in RFC 7401 in small letters.</summary>
    public IReadOnlyDictionary<string, long> ByType() => Enum.GetValues<PacketType>()
        .Where(type => Interlocked.Read(ref counts[(int)type]) > 0)
        .ToDictionary(NameOf, type => Interlocked.Read(ref counts[(int)type]), StringComparer.Ordinal);

    private static string NameOf(PacketType type) =>
        type == PacketType.CloseAck ? "close_ack" : type.ToString().ToLowerInvariant();
}
