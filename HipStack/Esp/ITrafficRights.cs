namespace HiperNet.HipStack.Esp;

/// <summary>What a peer may talk about, as its certificates have it. It is asked on the data path.</summary>
public interface ITrafficRights
{
    /// <summary>Whether every packet is covered, so that no flow needs to be known.</summary>
    bool IsUnrestricted { get; }

    /// <summary>The instant at which the verdict ends, on the clock of the data path's caller.</summary>
    TimeSpan Until { get; }

    /// <summary>Whether a service is covered.</summary>
    /// <param name="protocol">The upper-layer protocol, 1 for ICMP and 58 for ICMPv6.</param>
    /// <param name="servicePort">The port of the side that serves; 0 for a protocol without ports.</param>
    bool Allows(byte protocol, ushort servicePort);
}
