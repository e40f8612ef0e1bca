using HiperNet.HipStack.Association;
using HiperNet.HipStack.Esp;

namespace HiperNet.Hipd.DataPath;

/// <summary>
/// What the daemon keeps beside an association's data path: its route, and what the data threads have last told the
/// control thread. The data threads own the notes, the control thread sets the route.
/// </summary>
internal sealed class PeerLink(AssociationKey key)
{
    private EspRoute? route;

    public AssociationKey Key { get; } = key;

    /// <summary>Which way; null while there is none.</summary>
    public EspRoute? Route
    {
        get => Volatile.Read(ref route);
        set => Volatile.Write(ref route, value);
    }

    /// <summary>The SPI of the last report about received data.</summary>
    public uint ReportedSpi { get; set; }

    /// <summary>When that was; null before the first.</summary>
    public TimeSpan? ReportedReceived { get; set; }

    /// <summary>When data was last reported as sent; null before the first.</summary>
    public TimeSpan? ReportedSent { get; set; }

    /// <summary>Packets and octets of security associations that are gone.</summary>
    public SaTotals Inbound { get; } = new();

    public SaTotals Outbound { get; } = new();

    /// <summary>The inbound security associations, newest last; the control thread's.</summary>
    public List<InboundSa> InboundSas { get; } = [];
}
