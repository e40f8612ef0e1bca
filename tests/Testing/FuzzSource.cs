namespace HiperNet.Testing;

/// <summary>A small generator (SplitMix64) for fuzzing: the same numbers for the same seed, everywhere.</summary>
public sealed class FuzzSource(ulong seed)
{
    private static readonly byte[] Telling = [.. "()[]{}\"\\#|:0123456789ab =+\n\0"u8, 0x7F, 0x80, 0xFE, 0xFF];

    private ulong state = seed;

    /// <summary>A number from 0 to below <paramref name="bound"/>.</summary>
    public int Below(int bound)
    {
        state += 0x9E3779B97F4A7C15;
        ulong mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)bound);
    }

    /// <summary>A copy of <paramref name="bytes"/> with one to four changes.</summary>
    public byte[] Mutate(ReadOnlySpan<byte> bytes)
    {
        List<byte> mutated = [.. bytes];
        for (int changes = 1 + Below(4); changes > 0; changes--)
        {
            MutateOnce(mutated);
        }

        return [.. mutated];
    }

    private void MutateOnce(List<byte> bytes)
    {
        int at = Below(bytes.Count + 1);
        int length = Math.Min(1 + Below(8), bytes.Count - at);
        byte telling = Telling[Below(Telling.Length)];
        switch (bytes.Count == at ? 0 : Below(7))
        {
            case 0:
                bytes.Insert(at, telling);
                break;
            case 1:
                bytes[at] = telling;
                break;
            case 2:
                bytes[at] ^= (byte)(1 << Below(8));
                break;
            case 3:
                bytes.RemoveRange(at, length);
                break;
            case 4:
                bytes.InsertRange(Below(bytes.Count), bytes.GetRange(at, length));
                break;
            case 5:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                bytes[at]++;
                break;
        }
    }
}
