using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>
/// Collects the group of SPKI certificates that a peer shows, over one packet or several (RFC 8002 section 2).
/// </summary>
internal sealed class IncomingChain(int maxCertificates, int maxOctets)
{
    private readonly SortedDictionary<int, ReadOnlyMemory<byte>> certificates = [];
    private byte group;
    private int count;
    private int octets;

    /// <summary>Whether certificates were announced that have not come.</summary>
    public bool IsIncomplete => certificates.Count < count;

    /// <summary>Whether any came.</summary>
    public bool IsEmpty => count == 0;

    /// <summary>The certificates, in the peer's order.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Certificates => [.. certificates.Values];

    /// <summary>Takes the certificates of one packet. A new group takes the place of the old.</summary>
    /// <returns>False if they exceed the limits or contradict what came before.</returns>
    public bool TryAdd(HipPacket packet)
    {
        foreach (HipParameter parameter in packet.FindAll(ParameterType.Cert))
        {
            // Other kinds of certificates are no business of ours; the parameter is not critical.
            if (!CertParameter.TryRead(parameter.Contents, out CertParameter? cert))
            {
                return false;
            }

            if (cert.CertificateType == CertificateType.Spki && !TryAdd(cert))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryAdd(CertParameter cert)
    {
        if (count == 0 || cert.Group != group)
        {
            certificates.Clear();
            octets = 0;
            group = cert.Group;
            count = cert.Count;
        }

        if (cert.Count != count || count > maxCertificates || cert.Id == 0 || cert.Id > count)
        {
            return false;
        }

        if (certificates.TryGetValue(cert.Id, out ReadOnlyMemory<byte> known))
        {
            return known.Span.SequenceEqual(cert.Certificate.Span);
        }

        if (octets + cert.Certificate.Length > maxOctets)
        {
            return false;
        }

        octets += cert.Certificate.Length;
        certificates.Add(cert.Id, cert.Certificate);
        return true;
    }
}
