using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire;

/// <summary>
/// An R1 that is signed before anyone asks for it. HIP_SIGNATURE_2 does not cover the receiver's HIT, #I and Opaque
/// (RFC 7401 section 5.2.15), so that answering an I1 is filling in these.
/// </summary>
public sealed class PreparedR1
{
    private const int OpaqueOffset = 2;
    private const int NumberOffset = 4;

    private readonly byte[] template;
    private readonly int puzzleOffset;

    private PreparedR1(byte[] template, int puzzleOffset, int numberLength)
    {
        this.template = template;
        this.puzzleOffset = puzzleOffset;
        NumberLength = numberLength;
    }

    /// <summary>The length of #I, in octets.</summary>
    public int NumberLength { get; }

    /// <summary>The length of the packet, in octets.</summary>
    public int Size => template.Length;

    /// <summary>Takes a packet for a template; false if it is no R1 with one PUZZLE.</summary>
    /// <param name="packet">The packet, with its HIP_SIGNATURE_2. It is copied.</param>
    /// <param name="prepared">The template, if the result is true.</param>
    public static bool TryCreate(ReadOnlySpan<byte> packet, [NotNullWhen(true)] out PreparedR1? prepared)
    {
        prepared = null;
        if (HipPacket.TryParse(packet, out HipPacket? parsed, out _)
            && parsed.Type == PacketType.R1
            && parsed.FindAll(ParameterType.Puzzle).Count() == 1
            && parsed.TryFind(ParameterType.Puzzle, out HipParameter puzzle)
            && puzzle.Length > NumberOffset)
        {
            prepared = new PreparedR1(
                parsed.Octets.ToArray(), puzzle.Offset + HipParameter.HeaderLength, puzzle.Length - NumberOffset);
        }

        return prepared is not null;
    }

    /// <summary>The packet for one Initiator, with its Checksum zero.</summary>
    /// <param name="receiver">The Initiator's HIT.</param>
    /// <param name="opaque">The Opaque field of PUZZLE.</param>
    /// <param name="number">#I, exactly <see cref="NumberLength"/> octets.</param>
    /// <exception cref="ArgumentException">#I has another length.</exception>
    public byte[] For(UInt128 receiver, ushort opaque, ReadOnlySpan<byte> number)
    {
        if (number.Length != NumberLength)
        {
            throw new ArgumentException($"#I has {NumberLength} octets.", nameof(number));
        }

        byte[] packet = [.. template];
        BinaryPrimitives.WriteUInt128BigEndian(packet.AsSpan(HipHeader.ReceiverOffset), receiver);
        packet.AsSpan(HipHeader.ChecksumOffset, sizeof(ushort)).Clear();
        Span<byte> puzzle = packet.AsSpan(puzzleOffset);
        BinaryPrimitives.WriteUInt16BigEndian(puzzle[OpaqueOffset..], opaque);
        number.CopyTo(puzzle[NumberOffset..]);
        return packet;
    }
}
