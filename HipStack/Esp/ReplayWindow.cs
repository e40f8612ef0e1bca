namespace HiperNet.HipStack.Esp;

/// <summary>
/// Which of the last sequence numbers were received, as a ring of words (RFC 6479), so that moving on clears words and
/// shifts nothing. One owner; <see cref="Highest"/> may be read by others.
/// </summary>
internal sealed class ReplayWindow(bool extended)
{
    /// <summary>How far behind the highest number a packet may be, in packets.</summary>
    public const int Size = 1024;

    private const int WordBits = 64;

    // One word more than the window needs, rounded up to a power of two.
    private const int Words = 32;

    private readonly ulong[] ring = new ulong[Words];
    private ulong highest;

    /// <summary>The highest number added; 0 at first.</summary>
    public ulong Highest => Volatile.Read(ref highest);

    /// <summary>
    /// The whole number behind the 32 bits of a packet: those bits, or with extended numbers the nearest to the window
    /// (RFC 4303 appendix A2.2). False for a number that cannot be.
    /// </summary>
    public bool TryExpand(uint low, out ulong sequence)
    {
        sequence = low;
        if (!extended)
        {
            return low != 0;
        }

        uint high = (uint)(highest >> 32);
        uint top = (uint)highest;
        uint bottom = unchecked(top - (Size - 1));
        bool wholeInOne = top >= Size - 1;
        if (wholeInOne && low < bottom)
        {
            high++;
            if (high == 0)
            {
                return false;
            }
        }
        else if (!wholeInOne && low >= bottom)
        {
            if (high == 0)
            {
                return false;
            }

            high--;
        }

        sequence = ((ulong)high << 32) | low;
        return sequence != 0;
    }

    /// <summary>Whether the number is within or right of the window, and was not added.</summary>
    public bool IsNew(ulong sequence)
    {
        if (sequence > highest)
        {
            return true;
        }

        return highest - sequence < Size && (Word(sequence) & Bit(sequence)) == 0;
    }

    /// <summary>Adds a number that <see cref="IsNew"/>.</summary>
    public void Add(ulong sequence)
    {
        if (sequence > highest)
        {
            ulong words = Math.Min((sequence / WordBits) - (highest / WordBits), Words);
            for (ulong i = 1; i <= words; i++)
            {
                ring[((highest / WordBits) + i) % Words] = 0;
            }

            Volatile.Write(ref highest, sequence);
        }

        Word(sequence) |= Bit(sequence);
    }

    private static ulong Bit(ulong sequence) => 1UL << (int)(sequence % WordBits);

    private ref ulong Word(ulong sequence) => ref ring[sequence / WordBits % Words];
}
