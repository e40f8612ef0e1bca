namespace HiperNet.Bench;

/// <summary>Numbers that are a function of the seed, so that a stream can be made again (SplitMix64).</summary>
internal sealed class StreamRandom(ulong seed)
{
    private ulong state = seed;

    /// <summary>A number from 0 to below <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);

    /// <summary>A number of a range, both ends included.</summary>
    public int Of((int Least, int Most) range) => range.Least + Below(range.Most - range.Least + 1);

    /// <summary>A number from 0 to below 1.</summary>
    public double Fraction() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number of the exponential distribution.</summary>
    public double Exponential(double mean) => -mean * Math.Log(1 - Fraction());

    private ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        ulong mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
