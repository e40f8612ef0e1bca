namespace HiperNet.HipStack.Wire;

/// <summary>What traffic a locator is for (RFC 8046 section 4.1).</summary>
public enum TrafficType : byte
{
    /// <summary>Signalling and user data.</summary>
    Both = 0,

    /// <summary>HIP packets only.</summary>
    Signalling = 1,

    /// <summary>User data only.</summary>
    Data = 2,
}
