namespace HiperNet.HipStack.Link;

/// <summary>What an Ethernet frame carries.</summary>
public enum EtherType : ushort
{
    /// <summary>No type.</summary>
    None = 0,

    /// <summary>IPv4.</summary>
    IPv4 = 0x0800,

    /// <summary>The address resolution protocol (RFC 826).</summary>
    Arp = 0x0806,

    /// <summary>IPv6.</summary>
    IPv6 = 0x86DD,
}
