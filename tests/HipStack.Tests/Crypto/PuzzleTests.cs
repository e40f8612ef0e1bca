using System.Buffers.Binary;
using System.Security.Cryptography;
using HiperNet.HipStack.Crypto;

namespace HiperNet.HipStack.Tests.Crypto;

[TestClass]
public sealed class PuzzleTests
{
    private static readonly UInt128 HitI = new(0x2001_0021_1111_1111, 1);
    private static readonly UInt128 HitR = new(0x2001_0022_2222_2222, 2);

    [TestMethod]
    [DataRow(RHash.Sha256, 0)]
    [DataRow(RHash.Sha256, 1)]
    [DataRow(RHash.Sha256, 8)]
    [DataRow(RHash.Sha256, 11)]
    [DataRow(RHash.Sha384, 7)]
    [DataRow(RHash.Sha384, 12)]
    public void A_found_solution_has_the_low_bits_of_the_hash_zero(RHash hash, int k)
    {
        byte[] i = RandomNumberGenerator.GetBytes(RHashes.Length(hash));
        byte[] start = RandomNumberGenerator.GetBytes(RHashes.Length(hash));

        Assert.IsTrue(Puzzle.TrySolve(hash, i, HitI, HitR, k, start, out byte[]? j, CancellationToken.None));
        Assert.IsTrue(Puzzle.IsSolved(hash, i, HitI, HitR, j, k));
        int zeros = LowZeros(hash, i, j);
        Assert.IsGreaterThanOrEqualTo(k, zeros);

        // Exactly as many bits as there are: one more is no solution.
        for (int other = 0; other <= 8 * i.Length; other++)
        {
            Assert.AreEqual(other <= zeros, Puzzle.IsSolved(hash, i, HitI, HitR, j, other));
        }
    }

    [TestMethod]
    public void A_solution_is_for_one_puzzle_and_one_pair_of_hosts()
    {
        const int K = 12;
        byte[] i = new byte[32];
        Assert.IsTrue(Puzzle.TrySolve(
            RHash.Sha256, i, HitI, HitR, K, new byte[32], out byte[]? j, CancellationToken.None));

        // Each is one chance in 4096, but the inputs are fixed: this test cannot change its mind.
        Assert.IsFalse(Puzzle.IsSolved(RHash.Sha256, i, HitR, HitI, j, K));
        Assert.IsFalse(Puzzle.IsSolved(RHash.Sha256, i, HitI + 1, HitR, j, K));
        Assert.IsFalse(Puzzle.IsSolved(RHash.Sha256, i, HitI, HitR + 1, j, K));
        i[31] = 1;
        Assert.IsFalse(Puzzle.IsSolved(RHash.Sha256, i, HitI, HitR, j, K));
        i[31] = 0;
        j[0] ^= 1;
        Assert.IsFalse(Puzzle.IsSolved(RHash.Sha256, i, HitI, HitR, j, K));
    }

    [TestMethod]
    public void The_same_start_finds_the_same_solution()
    {
        byte[] start = new byte[32];
        Array.Fill(start, byte.MaxValue);
        Assert.IsTrue(Puzzle.TrySolve(
            RHash.Sha256, new byte[32], HitI, HitR, 10, start, out byte[]? one, CancellationToken.None));
        Assert.IsTrue(Puzzle.TrySolve(
            RHash.Sha256, new byte[32], HitI, HitR, 10, start, out byte[]? other, CancellationToken.None));

        CollectionAssert.AreEqual(one, other);

        // The count went over the end and on from zero.
        Assert.AreEqual(0, one[0]);
    }

    [TestMethod]
    [DataRow(Puzzle.MaxSolvedDifficulty + 1)]
    [DataRow(64)]
    [DataRow(255)]
    [DataRow(-1)]
    public void A_difficulty_beyond_the_limit_is_not_worked_on(int k)
    {
        Assert.IsFalse(Puzzle.TrySolve(
            RHash.Sha256, new byte[32], HitI, HitR, k, new byte[32], out byte[]? j, CancellationToken.None));
        Assert.IsNull(j);
    }

    [TestMethod]
    public void The_limit_can_be_set()
    {
        Assert.IsFalse(Puzzle.TrySolve(
            RHash.Sha256, new byte[32], HitI, HitR, 5, new byte[32], out _, CancellationToken.None, maxDifficulty: 4));
        Assert.IsTrue(Puzzle.TrySolve(
            RHash.Sha256, new byte[32], HitI, HitR, 5, new byte[32], out _, CancellationToken.None, maxDifficulty: 5));
    }

    [TestMethod]
    public void A_search_that_is_ended_finds_nothing()
    {
        using CancellationTokenSource ended = new();
        ended.Cancel();
        Assert.IsFalse(Puzzle.TrySolve(
            RHash.Sha256, new byte[32], HitI, HitR, 26, new byte[32], out byte[]? j, ended.Token));
        Assert.IsNull(j);
    }

    [TestMethod]
    [DataRow(31, 32, 0)]
    [DataRow(32, 31, 0)]
    [DataRow(48, 48, 0)]
    [DataRow(0, 0, 0)]
    [DataRow(32, 32, -1)]
    [DataRow(32, 32, 257)]
    [DataRow(32, 32, int.MaxValue)]
    public void Other_lengths_and_difficulties_are_no_puzzle(int i, int j, int k)
    {
        Assert.IsFalse(Puzzle.IsSolved(RHash.Sha256, new byte[i], HitI, HitR, new byte[j], k));
        Assert.IsFalse(Puzzle.TrySolve(
            RHash.Sha256, new byte[i], HitI, HitR, k, new byte[j], out _, CancellationToken.None, int.MaxValue));
    }

    private static int LowZeros(RHash hash, byte[] i, byte[] j)
    {
        byte[] hits = new byte[32];
        BinaryPrimitives.WriteUInt128BigEndian(hits, HitI);
        BinaryPrimitives.WriteUInt128BigEndian(hits.AsSpan(16), HitR);
        byte[] input = [.. i, .. hits, .. j];
        byte[] digest = hash == RHash.Sha256 ? SHA256.HashData(input) : SHA384.HashData(input);
        int zeros = 0;
        while ((digest[digest.Length - 1 - (zeros / 8)] & (1 << (zeros % 8))) == 0)
        {
            zeros++;
        }

        return zeros;
    }
}
