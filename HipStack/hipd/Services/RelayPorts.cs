using System.Net;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Transport;
using HiperNet.Hipd.DataPath;
using Path = HiperNet.HipStack.Association.Path;

namespace HiperNet.Hipd.Services;

/// <summary>
/// The relayed addresses of a data relay: each client has a UDP port of its own while it is registered (RFC 9028
/// section 4.1). A port that was opened stays open, for the next client. On the control thread.
/// </summary>
internal sealed class RelayPorts(PortRange range, Underlay underlay, RelayTable table, Action<IDatagramSocket> opened)
{
    /// <summary>The most ports: one poll(2) waits for all sockets.</summary>
    public const int MaxPorts = 50;

    private readonly Dictionary<AssociationKey, RelayedClient> clients = [];
    private readonly Queue<IDatagramSocket> free = new();
    private int next = range.First;

    /// <summary>The clients that have a port.</summary>
    public IReadOnlyList<AssociationKey> Clients => [.. clients.Keys];

    /// <summary>A client's relayed address, which is opened if it has none; null if there is none to spare.</summary>
    public IPEndPoint? Open(AssociationKey key, Path path)
    {
        if (path.Encapsulation != Encapsulation.Udp)
        {
            return null;
        }

        if (!clients.TryGetValue(key, out RelayedClient? client))
        {
            if (TakeSocket(path.Local.AddressFamily) is not { } socket)
            {
                return null;
            }

            client = new RelayedClient(socket, new IPEndPoint(path.Local.Address, socket.Bound.Port));
            clients.Add(key, client);
        }

        return client.Relayed;
    }

    /// <summary>A client is gone: its rules end, and its port is free.</summary>
    public void Close(AssociationKey key)
    {
        if (clients.Remove(key, out RelayedClient? client))
        {
            client.Bindings.ForEach(binding => Remove(client, binding));
            free.Enqueue(client.Socket);
        }
    }

    /// <summary>Lets ESP packets through, both ways.</summary>
    public void Install(InstallRelayBinding binding)
    {
        if (clients.TryGetValue(binding.Client, out RelayedClient? client))
        {
            Add(client, new RelayBinding(binding.ClientPath, binding.Peer, binding.OutboundSpi, binding.InboundSpi));
        }
    }

    /// <summary>Lets them through no more.</summary>
    public void Remove(RemoveRelayBinding ended)
    {
        if (clients.TryGetValue(ended.Client, out RelayedClient? client)
            && client.Bindings.Find(one => one.OutboundSpi == ended.OutboundSpi && one.InboundSpi == ended.InboundSpi)
                is { } binding)
        {
            Remove(client, binding);
            client.Bindings.Remove(binding);
        }
    }

    /// <summary>A client is somewhere else, or another host has moved.</summary>
    public void Move(PathChanged changed)
    {
        if (clients.TryGetValue(changed.Key, out RelayedClient? client))
        {
            RelayBinding[] bindings = [.. client.Bindings];
            Array.ForEach(bindings, binding => Remove(client, binding));
            client.Bindings.Clear();
            Array.ForEach(bindings, binding => Add(client, binding with { Client = changed.Path }));
        }
    }

    private IDatagramSocket? TakeSocket(System.Net.Sockets.AddressFamily family)
    {
        bool isIPv6 = family == System.Net.Sockets.AddressFamily.InterNetworkV6;
        for (int i = free.Count; i > 0; i--)
        {
            IDatagramSocket socket = free.Dequeue();
            if (socket.IsIPv6 == isIPv6)
            {
                return socket;
            }

            free.Enqueue(socket);
        }

        return OpenSocket(isIPv6);
    }

    /// <summary>The next port that nobody else has.</summary>
    private IDatagramSocket? OpenSocket(bool isIPv6)
    {
        while (next <= range.Last)
        {
            if (underlay.TryOpenRelayed(isIPv6, next++) is { } socket)
            {
                table.AddRelayed(socket);
                opened(socket);
                return socket;
            }
        }

        return null;
    }

    private void Add(RelayedClient client, RelayBinding binding)
    {
        if (underlay.ForEsp(binding.Client) is not { } own)
        {
            return;
        }

        Path toPeer = new(Encapsulation.Udp, client.Relayed, binding.Peer);
        if (!table.TryAdd(Inbound(client, binding), new EspRoute(binding.Client, own)))
        {
            return;
        }

        if (!table.TryAdd(Outbound(own, binding), new EspRoute(toPeer, client.Socket)))
        {
            table.Remove(Inbound(client, binding));
            return;
        }

        client.Bindings.Add(binding);
    }

    private void Remove(RelayedClient client, RelayBinding binding)
    {
        table.Remove(Inbound(client, binding));
        if (underlay.ForEsp(binding.Client) is { } own)
        {
            table.Remove(Outbound(own, binding));
        }
    }

    private static RelayRule Inbound(RelayedClient client, RelayBinding binding) =>
        new(client.Socket, UnderlayAddress.From(binding.Peer), binding.InboundSpi);

    private static RelayRule Outbound(IDatagramSocket own, RelayBinding binding) =>
        new(own, UnderlayAddress.From(binding.Client.Remote), binding.OutboundSpi);
}
