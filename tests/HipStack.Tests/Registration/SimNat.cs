using System.Net;

namespace HiperNet.HipStack.Tests.Registration;

/// <summary>
/// A NAT before one host: it gives each of the host's ports one of its own, and lets in only what comes from where
/// something went to. With <see cref="IsSymmetric"/> it gives another port for each destination.
/// </summary>
internal sealed class SimNat(string address)
{
    private readonly Dictionary<(IPEndPoint Inner, IPEndPoint? To), int> ports = [];
    private readonly HashSet<(int Port, IPEndPoint Remote)> open = [];
    private int nextPort = 40_000;

    public IPAddress Address { get; } = IPAddress.Parse(address);

    public bool IsSymmetric { get; init; }

    public IPEndPoint Out(IPEndPoint inner, IPEndPoint to)
    {
        (IPEndPoint, IPEndPoint?) key = (inner, IsSymmetric ? to : null);
        if (!ports.TryGetValue(key, out int port))
        {
            port = nextPort++;
            ports.Add(key, port);
        }

        open.Add((port, to));
        return new IPEndPoint(Address, port);
    }

    /// <summary>Where the host is that a packet is for; null if it was not asked for.</summary>
    public IPEndPoint? In(IPEndPoint from, IPEndPoint to) => open.Contains((to.Port, from))
        ? ports.FirstOrDefault(mapping => mapping.Value == to.Port).Key.Inner
        : null;
}
