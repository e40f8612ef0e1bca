namespace HiperNet.HipStack.Esp;

/// <summary>
/// What the data plane knows of one association. The control thread sets its properties at any time; the data threads
/// read them once a packet.
/// </summary>
/// <param name="addresses">The inner addresses that the association is bound to.</param>
/// <param name="marksFamily">Whether both hosts announced that IPv4 packets carry a BEET pseudo-header.</param>
/// <param name="rights">What the peer may talk about.</param>
public sealed class AssociationPath(InnerAddresses addresses, bool marksFamily, ITrafficRights rights)
{
    /// <summary>The smallest inner MTU that can be set, that of IPv4.</summary>
    public const int MinMtu = 68;

    private volatile OutboundSa? outbound;
    private volatile bool isUnverified;
    private volatile int mtu = ushort.MaxValue;

    /// <summary>The inner addresses that the association is bound to.</summary>
    public InnerAddresses Addresses { get; } = addresses;

    /// <summary>Whether every IPv4 packet, and no IPv6 packet, carries a BEET pseudo-header.</summary>
    public bool MarksFamily { get; } = marksFamily;

    /// <summary>The security association to send with; null while there is none.</summary>
    public OutboundSa? Outbound
    {
        get => outbound;
        set => outbound = value;
    }

    /// <summary>Whether the peer's address is not verified yet: what is sent is taken from the credit.</summary>
    public bool IsUnverified
    {
        get => isUnverified;
        set => isUnverified = value;
    }

    /// <summary>The longest inner packet, in octets; for IPv6 at least 1280 holds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than <see cref="MinMtu"/>.</exception>
    public int Mtu
    {
        get => mtu;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, MinMtu);
            mtu = value;
        }
    }

    /// <summary>The credit towards an address that is not verified.</summary>
    public CreditCounter Credit { get; } = new();

    /// <summary>What may pass.</summary>
    public TrafficFilter Filter { get; } = new(rights);

    /// <summary>The packets of this association that were dropped outside its security associations.</summary>
    public DropCounters Drops { get; } = new();

    /// <summary>What the owner of the association wants to find again; the data plane does not look at it.</summary>
    public object? Tag { get; set; }

    /// <summary>Which families this host uses, for a peer that does not mark them.</summary>
    internal FamilyMemory Families { get; } = new();

    /// <summary>The sum that turns a checksum over IPv4 addresses into one over HITs.</summary>
    internal ushort ChecksumShift { get; } = InternetChecksum.Shift(addresses);
}
