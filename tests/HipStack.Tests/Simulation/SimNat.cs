using System.Net;

namespace HiperNet.HipStack.Tests.Simulation;

/// <summary>A NAT in front of one host: a port for each of its own, until it is bound anew.</summary>
internal sealed class SimNat(IPAddress outside)
{
    private ushort port = 20000;

    public IPAddress Outside { get; } = outside;

    /// <summary>What the host behind it looks like from outside.</summary>
    public IPEndPoint Public => new(Outside, port);

    public IPEndPoint? Inside { get; set; }

    /// <summary>The old port leads nowhere from now on.</summary>
    public void Rebind()
    {
        port++;
        Inside = null;
    }
}
