namespace HiperNet.HipStack.Association;

/// <summary>
/// Where nonces, SPIs and puzzles come from: the system's generator, or a seeded one in a simulation.
/// </summary>
public interface IRandomSource
{
    /// <summary>Fills <paramref name="octets"/> with random octets.</summary>
    void Fill(Span<byte> octets);
}
