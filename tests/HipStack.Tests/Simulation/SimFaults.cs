namespace HiperNet.HipStack.Tests.Simulation;

/// <summary>How bad the network of one run is; the shares are of a hundred packets.</summary>
internal sealed record SimFaults(int Loss, int Duplication, int Corruption, int MinDelay, int MaxDelay)
{
    /// <summary>The network after the storm.</summary>
    public static SimFaults Calm { get; } = new(0, 0, 0, 5, 5);

    public static SimFaults Choose(SimRandom random) => random.Below(4) switch
    {
        0 => Calm,
        1 => new SimFaults(random.Below(10), random.Below(10), 0, 1, 40),
        2 => new SimFaults(random.Below(30), random.Below(30), random.Below(10), 5, 400),
        _ => new SimFaults(random.Below(50), random.Below(50), random.Below(30), 1, 1500),
    };
}
