using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>What an initiator takes from a valid R1, with its own choices.</summary>
internal sealed class ReceivedR1
{
    public required HostVerifier Responder { get; init; }

    /// <summary>The HOST_ID parameter exactly as it came, which HIP_MAC_2 covers.</summary>
    public required byte[] HostIdParameter { get; init; }

    public required PuzzleParameter Puzzle { get; init; }

    public required ulong? Counter { get; init; }

    public required DhGroup Group { get; init; }

    public required byte[] PublicValue { get; init; }

    public required HipCipherId Cipher { get; init; }

    public required EspSuiteId Suite { get; init; }

    /// <summary>The services that the responder offers; null if it does not say.</summary>
    public required OfferedServices? Offered { get; init; }

    /// <summary>The NAT traversal mode that the I2 chooses; None if it names none.</summary>
    public required NatTraversalModeId NatMode { get; init; }

    public required RHash Hash { get; init; }

    public required IReadOnlyList<ReadOnlyMemory<byte>> SignedEchoes { get; init; }

    public required IReadOnlyList<ReadOnlyMemory<byte>> UnsignedEchoes { get; init; }
}
