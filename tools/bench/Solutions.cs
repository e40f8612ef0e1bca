using HiperNet.HipStack.Association;
using HiperNet.HipStack.Crypto;

namespace HiperNet.Bench;

/// <summary>Solves puzzles where the engine's user has to.</summary>
internal static class Solutions
{
    public static byte[] Of(PuzzleRequest puzzle) => Puzzle.TrySolve(
        puzzle.Hash,
        puzzle.I.Span,
        puzzle.Key.Local.ToUInt128(),
        puzzle.Key.Peer.ToUInt128(),
        puzzle.Difficulty,
        new byte[puzzle.I.Length],
        out byte[]? solution,
        CancellationToken.None)
        ? solution
        : throw new InvalidOperationException("The puzzle has no solution.");
}
