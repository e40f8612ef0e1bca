using HiperNet.HipStack.Association;
using Path = HiperNet.HipStack.Association.Path;

namespace HiperNet.Hipd.DataPath;

/// <summary>What the data threads tell the control thread. Nothing here waits: what does not fit is dropped.</summary>
internal interface IDataEvents
{
    /// <summary>A HIP packet came.</summary>
    void HipReceived(Path path, ReadOnlySpan<byte> packet);

    /// <summary>Data came under an SPI: the first, from elsewhere, or after a while.</summary>
    void DataReceived(uint spi, Path path, bool shouldRekey);

    /// <summary>Data went to a peer: the first, or after a while.</summary>
    void DataSent(AssociationKey key, bool shouldRekey);

    /// <summary>A packet waits for an association.</summary>
    void PacketWaits(UInt128 localHit, UInt128 peerHit);

    /// <summary>ESP came with an SPI that is not known.</summary>
    void UnknownSpi(Path path);
}
