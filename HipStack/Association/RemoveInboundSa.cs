namespace HiperNet.HipStack.Association;

/// <summary>Accept no more ESP packets with this SPI.</summary>
public sealed class RemoveInboundSa : Effect
{
    internal RemoveInboundSa(AssociationKey key, uint spi)
    {
        Key = key;
        Spi = spi;
    }

    /// <summary>The two HITs.</summary>
    public AssociationKey Key { get; }

    /// <summary>The SPI.</summary>
    public uint Spi { get; }
}
