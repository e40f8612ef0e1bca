namespace HiperNet.HipStack.Transport;

/// <summary>What a socket carries, by its number in the IP header.</summary>
public enum UnderlayProtocol : byte
{
    /// <summary>No protocol.</summary>
    None = 0,

    /// <summary>UDP.</summary>
    Udp = 17,

    /// <summary>ESP directly over IP (RFC 4303).</summary>
    Esp = 50,

    /// <summary>HIP directly over IP (RFC 7401).</summary>
    Hip = 139,
}
