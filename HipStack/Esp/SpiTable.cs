using System.Collections.Concurrent;

namespace HiperNet.HipStack.Esp;

/// <summary>
/// The inbound security associations by SPI. Readers never wait; SPIs are this host's own random choice, so that no
/// peer can crowd the table. A packet with an unknown SPI leaves no trace but a count.
/// </summary>
public sealed class SpiTable
{
    /// <summary>SPIs below this are reserved, and 0 marks a HIP packet in UDP (RFC 4303 section 2.1).</summary>
    public const uint FirstUsable = 256;

    private readonly ConcurrentDictionary<uint, InboundRoute> routes = new();

    /// <summary>The number of SPIs.</summary>
    public int Count => routes.Count;

    /// <summary>Adds a security association; false if its SPI is reserved or taken.</summary>
    public bool TryAdd(InboundSa sa, AssociationPath association) =>
        sa.Spi >= FirstUsable && routes.TryAdd(sa.Spi, new InboundRoute(sa, association));

    /// <summary>Finds a security association.</summary>
    public bool TryFind(uint spi, out InboundRoute route) => routes.TryGetValue(spi, out route);

    /// <summary>Takes a security association out, which the caller then disposes; false if there was none.</summary>
    public bool Remove(uint spi) => routes.TryRemove(spi, out _);
}
