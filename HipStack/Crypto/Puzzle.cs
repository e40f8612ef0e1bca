using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Crypto;

/// <summary>
/// The puzzle of R1 and its solution in I2 (RFC 7401 section 6.3): the low K bits of RHASH(#I | HIT-I | HIT-R | #J),
/// taken as one big-endian number, are zero.
/// </summary>
public static class Puzzle
{
    /// <summary>
    /// The highest K that is worked on unless the caller says otherwise: 2^26 hashes are half a minute on one core.
    /// Whoever asks for more asks for our processor, not for a sign of good will.
    /// </summary>
    public const int MaxSolvedDifficulty = 26;

    private const int HitBytes = 16;
    private const int TriesBetweenLooks = 1024;

    /// <summary>
    /// Whether <paramref name="j"/> solves a puzzle. One hash, whatever the answer is; false for a length or a K
    /// that no puzzle has.
    /// </summary>
    /// <param name="hash">RHASH of the Responder's HIT.</param>
    /// <param name="i">#I, RHASH_len long.</param>
    /// <param name="hitI">The Initiator's HIT.</param>
    /// <param name="hitR">The Responder's HIT.</param>
    /// <param name="j">#J, RHASH_len long.</param>
    /// <param name="k">#K, the difficulty in bits; zero makes every #J a solution.</param>
    public static bool IsSolved(
        RHash hash, ReadOnlySpan<byte> i, UInt128 hitI, UInt128 hitR, ReadOnlySpan<byte> j, int k)
    {
        int length = RHashes.Length(hash);
        if (i.Length != length || j.Length != length || k < 0 || k > 8 * length)
        {
            return false;
        }

        Span<byte> input = stackalloc byte[(2 * length) + (2 * HitBytes)];
        Prepare(input, i, hitI, hitR, j);
        return HasLowZeros(hash, input, k);
    }

    /// <summary>Looks for a solution by counting up from a random number.</summary>
    /// <param name="hash">RHASH of the Responder's HIT.</param>
    /// <param name="i">#I, RHASH_len long.</param>
    /// <param name="hitI">The Initiator's HIT.</param>
    /// <param name="hitR">The Responder's HIT.</param>
    /// <param name="k">#K, the difficulty in bits.</param>
    /// <param name="start">The first #J to try, RHASH_len long; random, so that nobody can solve in advance.</param>
    /// <param name="j">The solution, if the result is true.</param>
    /// <param name="cancellation">Ends the search; the result is false then.</param>
    /// <param name="maxDifficulty">A higher <paramref name="k"/> is refused without a try.</param>
    /// <returns>False for a K beyond the limit, a wrong length, or a search that was ended.</returns>
    public static bool TrySolve(
        RHash hash,
        ReadOnlySpan<byte> i,
        UInt128 hitI,
        UInt128 hitR,
        int k,
        ReadOnlySpan<byte> start,
        [NotNullWhen(true)] out byte[]? j,
        CancellationToken cancellation,
        int maxDifficulty = MaxSolvedDifficulty)
    {
        j = null;
        int length = RHashes.Length(hash);
        if (i.Length != length || start.Length != length || k < 0 || k > maxDifficulty || k > 8 * length)
        {
            return false;
        }

        Span<byte> input = stackalloc byte[(2 * length) + (2 * HitBytes)];
        Prepare(input, i, hitI, hitR, start);
        Span<byte> candidate = input[^length..];
        for (int tries = 0; !cancellation.IsCancellationRequested; tries = 0)
        {
            for (; tries < TriesBetweenLooks; tries++)
            {
                if (HasLowZeros(hash, input, k))
                {
                    j = candidate.ToArray();
                    return true;
                }

                Increment(candidate);
            }
        }

        return false;
    }

    private static void Prepare(
        Span<byte> input, ReadOnlySpan<byte> i, UInt128 hitI, UInt128 hitR, ReadOnlySpan<byte> j)
    {
        i.CopyTo(input);
        BinaryPrimitives.WriteUInt128BigEndian(input[i.Length..], hitI);
        BinaryPrimitives.WriteUInt128BigEndian(input[(i.Length + HitBytes)..], hitR);
        j.CopyTo(input[^j.Length..]);
    }

    private static bool HasLowZeros(RHash hash, ReadOnlySpan<byte> input, int k)
    {
        Span<byte> digest = stackalloc byte[RHashes.MaxLength];
        digest = digest[..RHashes.Length(hash)];
        RHashes.Hash(hash, input, digest);
        int whole = k / 8;
        int any = 0;
        foreach (byte octet in digest[(digest.Length - whole)..])
        {
            any |= octet;
        }

        int rest = k % 8;
        return rest == 0 ? any == 0 : (any | (digest[digest.Length - whole - 1] & ((1 << rest) - 1))) == 0;
    }

    private static void Increment(Span<byte> number)
    {
        for (int at = number.Length - 1; at >= 0 && ++number[at] == 0; at--)
        {
            // The carry goes on.
        }
    }
}
