using System.Net;
using HiperNet.HipStack.Transport;
using HiperNet.Testing;

namespace HiperNet.Netns.Tests;

/// <summary>Two namespaces with a cable between them; each has two IPv4 and two IPv6 addresses.</summary>
internal sealed class Cable : IDisposable
{
    public Cable()
    {
        Near.VethPair("a0", Far, "b0");
        foreach (string address in new[] { "10.1.0.1/24", "10.1.0.11/24", "fd01::1/64", "fd01::11/64" })
        {
            Near.Ip(["addr", "add", address, "dev", "a0", .. NoDetection(address)]);
        }

        foreach (string address in new[] { "10.1.0.2/24", "10.1.0.22/24", "fd01::2/64", "fd01::22/64" })
        {
            Far.Ip(["addr", "add", address, "dev", "b0", .. NoDetection(address)]);
        }
    }

    public static UnderlayAddress Near6 { get; } = Address(isIPv6: true, 1, second: true);

    public static UnderlayAddress Far6 { get; } = Address(isIPv6: true, 2, second: true);

    public NetworkNamespace Near { get; } = new();

    public NetworkNamespace Far { get; } = new();

    /// <summary>An address of the near side (1) or the far one (2), the first or the second.</summary>
    public static UnderlayAddress Address(bool isIPv6, int side, bool second, int port = 0)
    {
        string host = second ? $"{side}{side}" : $"{side}";
        return UnderlayAddress.From(IPAddress.Parse((isIPv6 ? "fd01::" : "10.1.0.") + host), port);
    }

    public static KernelSocket Open(
        NetworkNamespace space,
        UnderlayProtocol protocol,
        bool isIPv6,
        int port = 0,
        UnderlaySocketOptions? options = null) =>
        space.Inside<KernelSocket>(() =>
        {
            UnderlayAddress any = isIPv6 ? UnderlayAddress.Any6 : UnderlayAddress.Any4;
            return protocol == UnderlayProtocol.Udp
                ? UdpSocket.Open(any.WithPort(port), options)
                : RawSocket.Open(protocol, any, options);
        });

    public void Dispose()
    {
        Near.Dispose();
        Far.Dispose();
    }

    private static string[] NoDetection(string address) =>
        address.Contains(':', StringComparison.Ordinal) ? ["nodad"] : [];
}
