using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>
/// SOLUTION (RFC 7401 section 5.2.5). #I and #J are equally long; how long follows from the Responder's HIT suite,
/// which is not looked at.
/// </summary>
/// <param name="k">#K of the puzzle.</param>
/// <param name="opaque">The opaque field of the puzzle.</param>
/// <param name="i">#I of the puzzle.</param>
/// <param name="j">#J, which solves it, as long as #I.</param>
/// <exception cref="ArgumentException">#I and #J differ in length.</exception>
public sealed class SolutionParameter(byte k, ushort opaque, ReadOnlyMemory<byte> i, ReadOnlyMemory<byte> j)
    : IReadableParameter<SolutionParameter>
{
    private const int OpaqueOffset = 2;
    private const int FixedLength = 4;

    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.Solution;

    /// <inheritdoc/>
    public ParameterType Type => Number;

    /// <summary>#K of the puzzle.</summary>
    public byte K { get; } = k;

    /// <summary>The opaque field of the puzzle.</summary>
    public ushort Opaque { get; } = opaque;

    /// <summary>#I of the puzzle.</summary>
    public ReadOnlyMemory<byte> I { get; } = i;

    /// <summary>#J, which solves the puzzle.</summary>
    public ReadOnlyMemory<byte> J { get; } = i.Length == j.Length
        ? j
        : throw new ArgumentException("#I and #J are equally long.", nameof(j));

    /// <inheritdoc/>
    public int Length => FixedLength + I.Length + J.Length;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out SolutionParameter? value)
    {
        value = null;
        int numbers = contents.Length - FixedLength;
        if (numbers > 0 && numbers % 2 == 0)
        {
            ReadOnlySpan<byte> octets = contents.Span;
            value = new SolutionParameter(
                octets[0],
                BinaryPrimitives.ReadUInt16BigEndian(octets[OpaqueOffset..]),
                contents.Slice(FixedLength, numbers / 2),
                contents[(FixedLength + (numbers / 2))..]);
        }

        return value is not null;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> contents)
    {
        contents[0] = K;
        BinaryPrimitives.WriteUInt16BigEndian(contents[OpaqueOffset..], Opaque);
        I.Span.CopyTo(contents[FixedLength..]);
        J.Span.CopyTo(contents[(FixedLength + I.Length)..]);
    }
}
