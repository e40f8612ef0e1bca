using HiperNet.HipStack.Wire;

namespace HiperNet.Hipd;

/// <summary>How many HIP packets there were of each type. It belongs to the control thread.</summary>
internal sealed class HipPacketCounts
{
    private const int TypeAt = 2;
    private const int Types = 128;

    private readonly long[] counts = new long[Types];

    /// <summary>Counts a packet, whatever it is.</summary>
    public void Add(ReadOnlySpan<byte> packet)
    {
        if (packet.Length > TypeAt)
        {
            counts[packet[TypeAt] % Types]++;
        }
    }

    /// <summary>The counts by the names of the types; those without a name are other.</summary>
    public IReadOnlyDictionary<string, long> ByName() => counts
        .Select((count, type) => (Count: count, Name: Name((PacketType)type)))
        .Where(entry => entry.Count > 0)
        .GroupBy(entry => entry.Name, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Sum(entry => entry.Count), StringComparer.Ordinal);

    private static string Name(PacketType type) => type switch
    {
        PacketType.CloseAck => "close_ack",
        _ when Enum.IsDefined(type) => type.ToString().ToLowerInvariant(),
        _ => "other",
    };
}
