using System.Net;

namespace HiperNet.HipStack.Association;

/// <summary>
/// How many packets came from where within the current second. A fixed number of counters, found by a seeded hash
/// of the source's network, so that a flood takes no memory and a flooder cannot choose whom it hurts.
/// </summary>
internal sealed class SourceRates
{
    /// <summary>The counters.</summary>
    public const int Buckets = 4096;

    private const int IPv6NetworkOctets = 8;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly int[] counts = new int[Buckets];
    private readonly byte[] seed;
    private TimeSpan periodEnd;

    public SourceRates(IRandomSource random)
    {
        seed = new byte[32];
        random.Fill(seed);
    }

    /// <summary>Counts one packet.</summary>
    /// <returns>How many came from there in this second, this one included.</returns>
    public int Count(IPAddress source, TimeSpan now)
    {
        if (now >= periodEnd)
        {
            Array.Clear(counts);
            periodEnd = now + Period;
        }

        return ++counts[Bucket(source)];
    }

    private int Bucket(IPAddress source)
    {
        Span<byte> octets = stackalloc byte[16];
        source.TryWriteBytes(octets, out int length);
        Span<byte> mac = stackalloc byte[32];

        // An IPv6 host has a whole network to itself.
        System.Security.Cryptography.HMACSHA256.HashData(
            seed, octets[..Math.Min(length, length == 4 ? 4 : IPv6NetworkOctets)], mac);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(mac) % Buckets;
    }
}
