namespace HiperNet.HipStack.Wire;

/// <summary>What a locator holds (RFC 8046 section 4.2, RFC 9028 section 5.7).</summary>
public enum LocatorType : byte
{
    /// <summary>An address.</summary>
    Address = 0,

    /// <summary>An SPI and an address.</summary>
    SpiAndAddress = 1,

    /// <summary>An address candidate with port, protocol, kind, priority and SPI.</summary>
    TransportAddress = 2,
}
