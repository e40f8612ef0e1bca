using System.Net;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Transport;
using HiperNet.HipStack.Wire;
using HiperNet.Hipd.Configuration;
using Path = HiperNet.HipStack.Association.Path;

namespace HiperNet.Hipd.DataPath;

/// <summary>The sockets of the daemon: HIP and ESP over both versions of IP, and UDP for both.</summary>
internal sealed class Underlay : IDisposable
{
    private readonly List<IDatagramSocket> sockets = [];
    private readonly IDatagramSocket?[] hip = new IDatagramSocket?[2];
    private readonly IDatagramSocket?[] esp = new IDatagramSocket?[2];
    private readonly IDatagramSocket?[] udp = new IDatagramSocket?[2];

    private readonly Dictionary<(bool IsIPv6, int Port), IDatagramSocket> relayed = [];

    private Underlay()
    {
    }

    public IReadOnlyList<IDatagramSocket> Sockets => sockets;

    /// <summary>Opens what is switched on. A host without IPv6 does without.</summary>
    /// <exception cref="TransportException">The kernel refuses.</exception>
    public static Underlay Open(TransportConfig config)
    {
        Underlay underlay = new();
        try
        {
            underlay.OpenAll(config);
            return underlay;
        }
        catch
        {
            underlay.Dispose();
            throw;
        }
    }

    /// <summary>Sends a HIP packet from the control thread.</summary>
    public void SendHip(Path path, ReadOnlySpan<byte> packet, DatagramBatch batch)
    {
        bool isUdp = path.Encapsulation == Encapsulation.Udp;
        if ((isUdp ? ForUdp(path) : hip[Family(path.Remote)]) is not { } socket)
        {
            return;
        }

        batch.Clear();
        int length = packet.Length;
        if (isUdp)
        {
            length = UdpFraming.Add(packet, batch.Next);
        }
        else
        {
            packet.CopyTo(batch.Next);
        }

        batch.Add(length, UnderlayAddress.From(path.Remote), UnderlayAddress.From(path.Local.Address));
        socket.Send(batch);
    }

    /// <summary>The socket that carries a path's ESP packets; null if it is switched off.</summary>
    public IDatagramSocket? ForEsp(Path path) =>
        (path.Encapsulation == Encapsulation.Udp ? udp : esp)[Family(path.Remote)];

    /// <summary>Opens another UDP port, a relayed address (RFC 9028 section 4.12); null if somebody has it.</summary>
    public IDatagramSocket? TryOpenRelayed(bool isIPv6, int port)
    {
        try
        {
            UnderlayAddress any = isIPv6 ? UnderlayAddress.Any6 : UnderlayAddress.Any4;
            IDatagramSocket socket = UdpSocket.Open(any.WithPort(port));
            relayed.Add((isIPv6, port), socket);
            return Add(socket);
        }
        catch (TransportException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        foreach (IDatagramSocket socket in sockets)
        {
            socket.Dispose();
        }
    }

    private IDatagramSocket? ForUdp(Path path)
    {
        int family = Family(path.Remote);
        return relayed.GetValueOrDefault((family == 1, path.Local.Port)) ?? udp[family];
    }

    private static int Family(IPEndPoint endPoint) =>
        endPoint.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 0 : 1;

    private void OpenAll(TransportConfig config)
    {
        bool hasIPv6 = System.Net.Sockets.Socket.OSSupportsIPv6 && File.Exists("/proc/net/if_inet6");
        for (int family = 0; family < (hasIPv6 ? 2 : 1); family++)
        {
            UnderlayAddress any = family == 0 ? UnderlayAddress.Any4 : UnderlayAddress.Any6;
            if (config.Raw)
            {
                hip[family] = Add(RawSocket.Open(UnderlayProtocol.Hip, any));
                esp[family] = Add(RawSocket.Open(UnderlayProtocol.Esp, any));
            }

            if (config.Udp)
            {
                udp[family] = Add(UdpSocket.Open(any.WithPort(config.UdpPort)));
            }
        }
    }

    private IDatagramSocket Add(IDatagramSocket socket)
    {
        sockets.Add(socket);
        return socket;
    }
}
