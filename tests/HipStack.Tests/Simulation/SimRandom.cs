using HiperNet.HipStack.Association;

namespace HiperNet.HipStack.Tests.Simulation;

/// <summary>Numbers that follow from a seed (SplitMix64).</summary>
internal sealed class SimRandom(ulong seed) : IRandomSource
{
    private ulong state = seed;

    public void Fill(Span<byte> octets)
    {
        for (int i = 0; i < octets.Length; i++)
        {
            octets[i] = (byte)(Next() >> 56);
        }
    }

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        ulong mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A number from 0 to below <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>True in so many of a hundred cases.</summary>
    public bool Percent(int share) => Below(100) < share;

    /// <summary>A time between two, in milliseconds.</summary>
    public TimeSpan Between(int least, int most) => TimeSpan.FromMilliseconds(least + Below(most - least + 1));
}
