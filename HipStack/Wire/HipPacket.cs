using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire;

/// <summary>
/// A packet of RFC 7401 section 5.1 that has the right structure: header, lengths, order, padding and counts. Its
/// checksum, what parameters hold and what of cryptography it carries are not looked at. It never changes.
/// </summary>
public sealed class HipPacket
{
    private readonly HipHeader header;
    private readonly byte[] octets;

    private HipPacket(HipHeader header, byte[] octets, IReadOnlyList<HipParameter> parameters)
    {
        this.header = header;
        this.octets = octets;
        Parameters = parameters;
    }

    /// <summary>The header.</summary>
    public HipHeader Header => header;

    /// <summary>The packet's type.</summary>
    public PacketType Type => header.Type;

    /// <summary>The controls that are known.</summary>
    public HipControls Controls => header.Controls;

    /// <summary>The sender's HIT, big-endian.</summary>
    public UInt128 Sender => header.Sender;

    /// <summary>The receiver's HIT, big-endian; zero if the sender does not know it.</summary>
    public UInt128 Receiver => header.Receiver;

    /// <summary>The checksum as received; zero within UDP (RFC 9028 section 5.1).</summary>
    public ushort Checksum => header.Checksum;

    /// <summary>Header and parameters as received, without anything that followed them.</summary>
    public ReadOnlyMemory<byte> Octets => octets;

    /// <summary>The parameters in their order.</summary>
    public IReadOnlyList<HipParameter> Parameters { get; }

    /// <summary>
    /// The first critical parameter that this code does not know: the packet must not be processed any further
    /// (RFC 7401 section 5.2.1).
    /// </summary>
    public HipParameter? UnknownCritical
    {
        get
        {
            foreach (HipParameter parameter in Parameters)
            {
                if (parameter.IsCritical && !parameter.Type.IsUnderstood())
                {
                    return parameter;
                }
            }

            return null;
        }
    }

    /// <summary>Reads a packet.</summary>
    /// <param name="octets">The packet from its header on. It is copied; what follows it is ignored.</param>
    /// <param name="packet">The packet, if the result is true.</param>
    /// <param name="fault">What is wrong, if the result is false.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> octets, [NotNullWhen(true)] out HipPacket? packet, out WireFault fault)
    {
        packet = null;
        if (!HipHeader.TryRead(octets, out HipHeader header, out fault))
        {
            return false;
        }

        byte[] copy = octets[..header.PacketLength].ToArray();
        if (HipParameters.TryParse(copy, HipProtocol.HeaderLength, out var parameters, out fault))
        {
            packet = new HipPacket(header, copy, parameters);
        }

        return packet is not null;
    }

    /// <summary>Finds the first parameter of a type.</summary>
    public bool TryFind(ParameterType type, out HipParameter parameter)
    {
        foreach (HipParameter candidate in Parameters)
        {
            if (candidate.Type == type)
            {
                parameter = candidate;
                return true;
            }
        }

        parameter = default;
        return false;
    }

    /// <summary>All parameters of a type, in their order.</summary>
    public IEnumerable<HipParameter> FindAll(ParameterType type) =>
        Parameters.Where(parameter => parameter.Type == type);

    /// <summary>Reads the parameter of a kind, of which the packet may have at most one.</summary>
    public ParameterReading Read<T>(out T? value)
        where T : class, IReadableParameter<T>
    {
        value = null;
        if (!TryFind(T.Number, out HipParameter found))
        {
            return ParameterReading.Absent;
        }

        if (FindAll(T.Number).Skip(1).Any())
        {
            return ParameterReading.Repeated;
        }

        return T.TryRead(found.Contents, out value) ? ParameterReading.Read : ParameterReading.Malformed;
    }

    /// <summary>Reads the parameter of a kind: true if there is exactly one, and it has the right form.</summary>
    public bool TryRead<T>([NotNullWhen(true)] out T? value)
        where T : class, IReadableParameter<T> => Read(out value) == ParameterReading.Read;

    /// <summary>
    /// What a HIP_MAC or HIP_SIGNATURE covers: everything before it, with the Header Length to its beginning and the
    /// Checksum zero (RFC 7401 sections 6.4.1 and 6.4.2).
    /// </summary>
    /// <param name="parameter">A parameter of this packet.</param>
    public byte[] CoveredBefore(HipParameter parameter)
    {
        byte[] covered = octets[..parameter.Offset];
        CoveredOctets.Finish(covered);
        return covered;
    }

    /// <summary>
    /// What a HIP_MAC_2 covers: everything before it, and the Responder's HOST_ID as R1 had it
    /// (RFC 7401 section 6.4.1).
    /// </summary>
    /// <param name="parameter">The HIP_MAC_2 of this packet.</param>
    /// <param name="hostId">The whole HOST_ID parameter: type, length, contents and padding.</param>
    public byte[] CoveredByMac2(HipParameter parameter, ReadOnlySpan<byte> hostId) =>
        CoveredOctets.WithHostId(octets.AsSpan(0, parameter.Offset), hostId);

    /// <summary>
    /// What a HIP_SIGNATURE_2 covers: as a HIP_SIGNATURE, with the receiver's HIT and the Opaque and #I fields of PUZZLE
    /// zero (RFC 7401 sections 5.2.15 and 6.4.2).
    /// </summary>
    /// <param name="parameter">The HIP_SIGNATURE_2 of this packet.</param>
    public byte[] CoveredBySignature2(HipParameter parameter)
    {
        byte[] covered = CoveredBefore(parameter);
        CoveredOctets.ClearVariable(covered);
        return covered;
    }
}
