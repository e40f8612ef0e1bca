using HiperNet.HipStack.Wire;

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

    public OutgoingChain(IReadOnlyList<ReadOnlyMemory<byte>> certificates, byte group)
    {
        this.certificates = certificates;
        this.group = group;
    }

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

    /// <summary>Begins again, for a packet that is built anew.</summary>
    public void Rewind() => next = 0;

    private CertParameter Parameter(int index) => new(
        group, (byte)certificates.Count, (byte)(index + 1), CertificateType.Spki, certificates[index]);
}
