namespace HiperNet.HipStack.Esp;

/// <summary>What an inner packet is towards this host. The values are those of the IP version field.</summary>
public enum InnerFamily : byte
{
    /// <summary>Not known.</summary>
    None = 0,

    /// <summary>IPv4 between LSIs or between addresses of a VPXI.</summary>
    IPv4 = 4,

    /// <summary>IPv6 between HITs.</summary>
    IPv6 = 6,
}
