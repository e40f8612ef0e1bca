using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using HiperNet.HipStack.Transport;

namespace HiperNet.Hipd.DataPath;

/// <summary>
/// The rules of a data relay: what has none is dropped (RFC 9028 section 4.12.2). The control thread writes, the
/// underlay's thread reads.
/// </summary>
internal sealed class RelayTable
{
    private readonly ConcurrentDictionary<RelayRule, EspRoute> rules = new();
    private readonly ConcurrentDictionary<IDatagramSocket, bool> relayed = new();

    /// <summary>How many rules there are, two for each permission.</summary>
    public int Count => rules.Count;

    /// <summary>From now on a socket is a relayed address: what comes there is never for this host.</summary>
    public void AddRelayed(IDatagramSocket socket) => relayed[socket] = true;

    /// <summary>Whether a socket is a relayed address.</summary>
    public bool IsRelayed(IDatagramSocket socket) => relayed.ContainsKey(socket);

    /// <summary>Adds a rule; false if another client has the same, which keeps it.</summary>
    public bool TryAdd(RelayRule rule, EspRoute route) => rules.TryAdd(rule, route);

    /// <summary>Removes a rule.</summary>
    public void Remove(RelayRule rule) => rules.TryRemove(rule, out _);

    /// <summary>Where an ESP packet is to go; false if no rule lets it through.</summary>
    public bool TryFind(
        IDatagramSocket socket, UnderlayAddress source, ReadOnlySpan<byte> esp, [NotNullWhen(true)] out EspRoute? route)
    {
        route = null;
        return !rules.IsEmpty
            && BinaryPrimitives.TryReadUInt32BigEndian(esp, out uint spi)
            && rules.TryGetValue(new RelayRule(socket, source, spi), out route);
    }
}
