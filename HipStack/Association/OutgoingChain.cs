using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>
/// Deals our certificates out to packets, as many as fit each: one group that may span several packets
/// (RFC 8002 section 2).
/// </summary>
internal sealed class OutgoingChain
{
    private const int ParameterOverhead = 4 + 4 + 7;

    private readonly IReadOnlyList<ReadOnlyMemory<byte>> certificates;
    private readonly byte group;
    private int next;

    /// <summary>Begins to deal out.</summary>
    /// <param name="certificates">The certificates; one that not even an empty packet carries is left out.</param>
    /// <param name="group">The number of the group.</param>
    /// <param name="emptyRoom">The room of an empty packet, in octets.</param>
    public OutgoingChain(IReadOnlyList<ReadOnlyMemory<byte>> certificates, byte group, int emptyRoom)
    {
        this.certificates =
            [.. certificates.Where(certificate => certificate.Length + ParameterOverhead <= emptyRoom)];
        this.group = group;
    }

    /// <summary>Whether there is no certificate at all.</summary>
    public bool IsEmpty => certificates.Count == 0;

    /// <summary>Whether every certificate was dealt out.</summary>
    public bool IsDone => next == certificates.Count;

    /// <summary>The certificates that fit the room, in octets; none if not even the next one does.</summary>
    /// <param name="room">The room.</param>
    public IReadOnlyList<CertParameter> Take(int room)
    {
        List<CertParameter> taken = [];
        while (!IsDone && certificates[next].Length + ParameterOverhead <= room)
        {
            room -= certificates[next].Length + ParameterOverhead;
            taken.Add(Parameter(next++));
        }

        return taken;
    }

    private CertParameter Parameter(int index) => new(
        group, (byte)certificates.Count, (byte)(index + 1), CertificateType.Spki, certificates[index]);
}
