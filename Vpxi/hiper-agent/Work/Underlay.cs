using System.Buffers.Binary;
using System.Net;
using HiperNet.Vpxi.Model;

namespace HiperNet.Agent.Work;

/// <summary>
/// The addresses of nodes: each has a pair of the prefix (RFC 3021), the machine's address on the node's bridge and the
/// node's own. The network routes the prefix to this machine, and this machine forwards.
/// </summary>
internal sealed class Underlay(IPNetwork prefix)
{
    private const int PairBits = 31;

    /// <summary>
    /// How many nodes have room, numbered from 1; the pair with the prefix's first address is left out.
    /// </summary>
    public int Room => (1 << (PairBits - prefix.PrefixLength)) - 1;

    /// <summary>The machine's address towards a node.</summary>
    public DeploymentAddress Machine(int number) => new(At(2 * number), PairBits);

    /// <summary>A node's address.</summary>
    public DeploymentAddress Node(int number) => new(At((2 * number) + 1), PairBits);

    private IPAddress At(int offset)
    {
        byte[] octets = prefix.BaseAddress.GetAddressBytes();
        BinaryPrimitives.WriteUInt32BigEndian(octets, BinaryPrimitives.ReadUInt32BigEndian(octets) + (uint)offset);
        return new IPAddress(octets);
    }
}
