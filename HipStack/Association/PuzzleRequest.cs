using HiperNet.HipStack.Crypto;

namespace HiperNet.HipStack.Association;

/// <summary>
/// Solve a puzzle (RFC 7401 section 4.1.2), wherever it blocks nobody, and answer with
/// <see cref="HipEngine.PuzzleSolved"/>.
/// </summary>
public sealed class PuzzleRequest : Effect
{
    internal PuzzleRequest(long ticket, AssociationKey key, RHash hash, ReadOnlyMemory<byte> i, byte difficulty)
    {
        Ticket = ticket;
        Key = key;
        Hash = hash;
        I = i;
        Difficulty = difficulty;
    }

    /// <summary>Names the question.</summary>
    public long Ticket { get; }

    /// <summary>The two HITs; we are the initiator.</summary>
    public AssociationKey Key { get; }

    /// <summary>The hash, by the responder's HIT suite.</summary>
    public RHash Hash { get; }

    /// <summary>The puzzle's random number.</summary>
    public ReadOnlyMemory<byte> I { get; }

    /// <summary>K: how many of the hash's low bits must be zero.</summary>
    public byte Difficulty { get; }

    /// <summary>Searches from zero, to the end.</summary>
    /// <returns>#J; empty if there is none.</returns>
    public byte[] Solve() => Solve(new byte[I.Length], CancellationToken.None);

    /// <summary>Searches for the solution from a start, which takes 2^K hashes on the mean.</summary>
    /// <param name="start">Where to begin; as long as <see cref="I"/>.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>#J; empty if there is none or the search was ended.</returns>
    public byte[] Solve(ReadOnlySpan<byte> start, CancellationToken cancellation) => Puzzle.TrySolve(
        Hash,
        I.Span,
        Key.Local.ToUInt128(),
        Key.Peer.ToUInt128(),
        Difficulty,
        start,
        out byte[]? solution,
        cancellation)
        ? solution
        : [];
}
