namespace HiperNet.HipStack.Control;

/// <summary>What all security associations of one direction have carried since the daemon started.</summary>
public sealed record TrafficTotal
{
    /// <summary>ESP packets.</summary>
    public long Packets { get; init; }

    /// <summary>Octets of ESP packets, without outer headers.</summary>
    public long Octets { get; init; }
}
