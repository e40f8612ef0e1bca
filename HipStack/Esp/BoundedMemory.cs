namespace HiperNet.HipStack.Esp;

/// <summary>
/// Small numbers remembered by a key of 48 bits for a while: as many as there is room, the oldest of a set gives way.
/// One word holds an entry, so that one thread may read while another writes, and neither waits.
/// </summary>
/// <param name="capacity">The most entries: a power of two. The room is taken at the first entry.</param>
/// <param name="maxIdle">How long an entry is good that nobody looks at.</param>
internal sealed class BoundedMemory(int capacity, TimeSpan maxIdle)
{
    private const int Ways = 4;
    private const int ValueShift = 48;
    private const ulong KeyMask = (1UL << ValueShift) - 1;
    private const ulong Used = 1UL << 63;

    private readonly int maxIdleSeconds = (int)maxIdle.TotalSeconds;
    private ulong[]? entries;
    private uint[]? seen;

    /// <summary>Finds what was remembered, and keeps it for another while.</summary>
    public bool TryGet(ulong key, TimeSpan now, out byte value)
    {
        value = 0;
        ulong[]? words = Volatile.Read(ref entries);
        if (words is null)
        {
            return false;
        }

        uint second = Seconds(now);
        int start = SetOf(key);
        for (int i = start; i < start + Ways; i++)
        {
            ulong word = Volatile.Read(ref words[i]);
            if (Matches(word, key) && !IsOld(i, second))
            {
                seen![i] = second;
                value = (byte)(word >> ValueShift);
                return true;
            }
        }

        return false;
    }

    /// <summary>Remembers a value.</summary>
    public void Set(ulong key, byte value, TimeSpan now)
    {
        ulong[] words = entries ?? Allocate();
        uint second = Seconds(now);
        int start = SetOf(key);
        int at = start;
        for (int i = start; i < start + Ways; i++)
        {
            if (Matches(words[i], key))
            {
                at = i;
                break;
            }

            if (Age(i, second) > Age(at, second))
            {
                at = i;
            }
        }

        seen![at] = second;
        Volatile.Write(ref words[at], Used | ((ulong)value << ValueShift) | (key & KeyMask));
    }

    private static bool Matches(ulong word, ulong key) => (word & Used) != 0 && (word & KeyMask) == (key & KeyMask);

    private static uint Seconds(TimeSpan now) => (uint)(now.Ticks / TimeSpan.TicksPerSecond);

    private ulong[] Allocate()
    {
        // The ages first: who sees the entries sees them too.
        seen ??= new uint[capacity];
        ulong[] words = new ulong[capacity];
        return Interlocked.CompareExchange(ref entries, words, comparand: null) ?? words;
    }

    private int SetOf(ulong key) =>
        (int)(SeededHash.Process.Of(key & KeyMask) & (ulong)(capacity - 1)) & ~(Ways - 1);

    /// <summary>Seconds since the entry was used; an empty one is older than any.</summary>
    private long Age(int at, uint second) => entries![at] == 0 ? long.MaxValue : (int)(second - seen![at]);

    private bool IsOld(int at, uint second) => (int)(second - seen![at]) > maxIdleSeconds;
}
