using System.Diagnostics;
using System.Globalization;

namespace HiperNet.Testing;

/// <summary>
/// Runs a check on a fixed number of mutated inputs; HIPER_FUZZ_SECONDS=600 runs for so long instead, from
/// HIPER_FUZZ_SEED if given. A failure says which input it was.
/// </summary>
public static class FuzzRun
{
    private const ulong DefaultSeed = 2693;

    /// <summary>
    /// What reading one byte may allocate: a node of the tree, its copies in the objects and in the message.
    /// </summary>
    private const int MostBytesAllocatedPerInputByte = 4_096;

    /// <summary>What reading may allocate for nothing: keys, contexts, the first use of a type.</summary>
    private const int MostBytesAllocatedOnce = 1 << 20;

    /// <summary>Runs the check.</summary>
    /// <param name="inputs">How many inputs.</param>
    /// <param name="make">Makes an input.</param>
    /// <param name="read">Reads it; whether it was accepted.</param>
    /// <returns>How many were accepted.</returns>
    public static int Each(int inputs, Func<FuzzSource, byte[]> make, Func<byte[], bool> read)
    {
        ulong seed = ulong.Parse(
            Environment.GetEnvironmentVariable("HIPER_FUZZ_SEED") ?? $"{DefaultSeed}", CultureInfo.InvariantCulture);
        FuzzSource source = new(seed);
        TimeSpan? time = Environment.GetEnvironmentVariable("HIPER_FUZZ_SECONDS") is { } seconds
            ? TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture))
            : null;
        Stopwatch watch = Stopwatch.StartNew();
        int accepted = 0;
        for (int i = 0; time is null ? i < inputs : watch.Elapsed < time; i++)
        {
            byte[] input = make(source);
            try
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                accepted += read(input) ? 1 : 0;
                long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                Assert.IsLessThan(
                    MostBytesAllocatedOnce + ((long)input.Length * MostBytesAllocatedPerInputByte), allocated);
            }
            catch (Exception e)
            {
                throw new AssertFailedException($"seed {seed}, input {i}: {Convert.ToHexStringLower(input)}", e);
            }
        }

        return accepted;
    }
}
