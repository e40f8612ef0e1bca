using System.Buffers.Binary;

namespace HiperNet.HipStack.Wire;

/// <summary>Builds a packet, parameter by parameter, in ascending order of their types.</summary>
public sealed class PacketBuilder
{
    /// <summary>The length of the longest packet, in octets.</summary>
    public const int MaxSize = HipProtocol.MaxPacketLength;

    private readonly byte[] buffer = new byte[MaxSize];

    /// <summary>Begins a packet.</summary>
    /// <param name="type">The packet's type.</param>
    /// <param name="controls">The Controls field.</param>
    /// <param name="sender">The sender's HIT, big-endian.</param>
    /// <param name="receiver">The receiver's HIT, big-endian; zero if it is not known.</param>
    public PacketBuilder(PacketType type, HipControls controls, UInt128 sender, UInt128 receiver)
    {
        buffer[0] = HipProtocol.NoNextHeader;
        buffer[HipHeader.TypeOffset] = (byte)type;
        buffer[HipHeader.VersionOffset] = (HipProtocol.Version << HipHeader.VersionShift) | HipHeader.FixedBit;
        BinaryPrimitives.WriteUInt16BigEndian(buffer.AsSpan(HipHeader.ControlsOffset), (ushort)controls);
        BinaryPrimitives.WriteUInt128BigEndian(buffer.AsSpan(HipHeader.SenderOffset), sender);
        BinaryPrimitives.WriteUInt128BigEndian(buffer.AsSpan(HipHeader.ReceiverOffset), receiver);
        Size = HipProtocol.HeaderLength;
    }

    private PacketBuilder(ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(buffer);
        Size = octets.Length;
    }

    /// <summary>The length of the packet so far, in octets.</summary>
    public int Size { get; private set; }

    /// <summary>Begins with a received packet, which a rendezvous server or relay adds to.</summary>
    public static PacketBuilder CopyOf(HipPacket packet) => new(packet.Octets.Span);

    /// <summary>Whether the packet has room for a parameter.</summary>
    public bool Fits(IHipParameter parameter) => Size + HipParameter.TotalLength(parameter.Length) <= MaxSize;

    /// <summary>Adds a parameter at the end. Its padding is zero.</summary>
    /// <exception cref="ArgumentException">A parameter of a higher type is there already.</exception>
    /// <exception cref="InvalidOperationException">The packet would become longer than it can be.</exception>
    public PacketBuilder Add(IHipParameter parameter)
    {
        if (PlaceOf(parameter.Type) != Size)
        {
            throw new ArgumentException($"{parameter.Type} must stand before others.", nameof(parameter));
        }

        return Insert(parameter);
    }

    /// <summary>Puts a parameter where its type says, behind all of the same type. Its padding is zero.</summary>
    /// <exception cref="InvalidOperationException">The packet would become longer than it can be.</exception>
    public PacketBuilder Insert(IHipParameter parameter)
    {
        if (!Fits(parameter))
        {
            throw new InvalidOperationException($"There is no room for {parameter.Type}.");
        }

        int at = PlaceOf(parameter.Type);
        int total = HipParameter.TotalLength(parameter.Length);
        buffer.AsSpan(at, Size - at).CopyTo(buffer.AsSpan(at + total));
        HipParameters.Write(parameter, buffer.AsSpan(at));
        Size += total;
        return this;
    }

    /// <summary>Takes every parameter of a type out.</summary>
    public PacketBuilder Remove(ParameterType type)
    {
        int end = PlaceOf(type);
        int start = type == default ? HipProtocol.HeaderLength : PlaceOf((ParameterType)((int)type - 1));
        buffer.AsSpan(end, Size - end).CopyTo(buffer.AsSpan(start));
        Size -= end - start;
        return this;
    }

    /// <summary>
    /// The packet so far with Header Length set and Checksum zero: what the HIP_MAC or HIP_SIGNATURE covers that is
    /// added next (RFC 7401 section 6.4).
    /// </summary>
    public byte[] Covered()
    {
        byte[] covered = buffer[..Size];
        CoveredOctets.Finish(covered);
        return covered;
    }

    /// <summary>What the HIP_MAC_2 covers that is added next: the packet so far and the Responder's HOST_ID.</summary>
    /// <param name="hostId">The whole HOST_ID parameter, as R1 had it.</param>
    public byte[] CoveredByMac2(ReadOnlySpan<byte> hostId) =>
        CoveredOctets.WithHostId(buffer.AsSpan(0, Size), hostId);

    /// <summary>
    /// What the HIP_SIGNATURE_2 covers that is added next: as <see cref="Covered"/>, with the receiver's HIT and the
    /// Opaque and #I fields of PUZZLE zero (RFC 7401 section 5.2.15).
    /// </summary>
    public byte[] CoveredBySignature2()
    {
        byte[] covered = Covered();
        CoveredOctets.ClearVariable(covered);
        return covered;
    }

    /// <summary>The packet, with Header Length set and Checksum zero: as it is sent within UDP.</summary>
    public byte[] ToArray() => Covered();

    /// <summary>Where a parameter of this type is put: behind all whose type is not higher.</summary>
    private int PlaceOf(ParameterType type)
    {
        int at = HipProtocol.HeaderLength;
        while (at < Size && BinaryPrimitives.ReadUInt16BigEndian(buffer.AsSpan(at)) <= (ushort)type)
        {
            at += HipParameter.TotalLength(BinaryPrimitives.ReadUInt16BigEndian(buffer.AsSpan(at + 2)));
        }

        return at;
    }
}
