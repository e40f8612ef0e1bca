namespace HiperNet.Hipd.DataPath;

/// <summary>What security associations that are gone have carried.</summary>
internal sealed class SaTotals
{
    public ulong Packets { get; private set; }

    public ulong Octets { get; private set; }

    public void Add(ulong packets, ulong octets)
    {
        Packets += packets;
        Octets += octets;
    }

    public void Add(SaTotals other) => Add(other.Packets, other.Octets);
}
