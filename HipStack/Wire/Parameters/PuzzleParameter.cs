using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>
/// PUZZLE (RFC 7401 section 5.2.4). How long #I must be follows from the Responder's HIT suite, which is not looked at.
/// </summary>
/// <param name="k">#K, the number of bits to verify.</param>
/// <param name="lifetime">The puzzle's lifetime: 2^(lifetime - 32) seconds.</param>
/// <param name="opaque">What the Responder wants to see again.</param>
/// <param name="i">#I, as long as the hash.</param>
public sealed class PuzzleParameter(byte k, byte lifetime, ushort opaque, ReadOnlyMemory<byte> i)
    : IReadableParameter<PuzzleParameter>
{
    internal const int OpaqueOffset = 2;
    internal const int FixedLength = 4;

    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.Puzzle;

    /// <inheritdoc/>
    public ParameterType Type => Number;

    /// <summary>#K, the number of bits to verify.</summary>
    public byte K { get; } = k;

    /// <summary>The puzzle's lifetime: 2^(lifetime - 32) seconds.</summary>
    public byte Lifetime { get; } = lifetime;

    /// <summary>What the Responder wants to see again.</summary>
    public ushort Opaque { get; } = opaque;

    /// <summary>#I, at least one octet.</summary>
    public ReadOnlyMemory<byte> I { get; } = i;

    /// <inheritdoc/>
    public int Length => FixedLength + I.Length;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out PuzzleParameter? value)
    {
        ReadOnlySpan<byte> octets = contents.Span;
        value = octets.Length > FixedLength
            ? new PuzzleParameter(
                octets[0],
                octets[1],
                BinaryPrimitives.ReadUInt16BigEndian(octets[OpaqueOffset..]),
                contents[FixedLength..])
            : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> contents)
    {
        contents[0] = K;
        contents[1] = Lifetime;
        BinaryPrimitives.WriteUInt16BigEndian(contents[OpaqueOffset..], Opaque);
        I.Span.CopyTo(contents[FixedLength..]);
    }
}
