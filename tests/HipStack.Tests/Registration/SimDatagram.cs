using System.Net;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Tests.Registration;

/// <summary>A HIP packet on the simulated network.</summary>
internal sealed record SimDatagram(Encapsulation Encapsulation, IPEndPoint From, IPEndPoint To, byte[] Octets)
{
    public HipPacket Packet => HipPacket.TryParse(Octets, out HipPacket? packet, out _)
        ? packet
        : throw new InvalidOperationException("An engine has sent what is no packet.");

    public PacketType Type => (PacketType)Octets[2];
}
