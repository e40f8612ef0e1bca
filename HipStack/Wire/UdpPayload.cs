namespace HiperNet.HipStack.Wire;

/// <summary>What a UDP datagram at the port of HIP holds (RFC 9028 section 5.1, RFC 3948 section 2).</summary>
public enum UdpPayload : byte
{
    /// <summary>Too short for anything.</summary>
    Unknown = 0,

    /// <summary>A HIP packet behind four zero octets.</summary>
    Hip = 1,

    /// <summary>An ESP packet, which begins with an SPI other than zero.</summary>
    Esp = 2,

    /// <summary>One octet 0xFF, which only keeps a NAT's mapping.</summary>
    Keepalive = 3,
}
