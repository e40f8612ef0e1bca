using HiperNet.Vpxi.Planning;

namespace HiperNet.Bench;

/// <summary>A kind of stream: a substrate, and what requests are like. The defaults are the usual setting.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Physical">Makes the substrate.</param>
/// <param name="Loads">At which loads it is replayed.</param>
internal sealed record StreamKind(string Name, Func<StreamRandom, Substrate> Physical, double[] Loads)
{
    /// <summary>How many virtual nodes a request has.</summary>
    public (int Least, int Most) Nodes { get; init; } = (2, 10);

    /// <summary>How likely two of them have a link; what is not joined by that is joined by more links.</summary>
    public double Density { get; init; } = 0.5;

    /// <summary>What a virtual node needs.</summary>
    public (int Least, int Most) Cpu { get; init; } = (0, 20);

    /// <summary>What a virtual link needs.</summary>
    public (int Least, int Most) Bandwidth { get; init; } = (0, 50);

    /// <summary>The mean lifetime.</summary>
    public double Lifetime { get; init; } = 500;

    /// <summary>How likely a request stays twenty times as long as the others; the mean is kept.</summary>
    public double LongLived { get; init; }

    /// <summary>How many requests arrive in a unit of time.</summary>
    public double Rate { get; init; } = 0.14;

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<StreamKind> All { get; } =
    [
        new("waxman", random => Substrates.Waxman(random, 100, 500, (50, 100), (50, 100)), [1, 1.4, 1.8]),
        new("waxman-sparse", random => Substrates.Waxman(random, 100, 200, (50, 100), (150, 300)), [1.8]),
        new("waxman-large", random => Substrates.Waxman(random, 200, 1000, (50, 100), (50, 100)), [1.6])
        {
            Rate = 0.28,
        },
        new("unequal", random => Substrates.Waxman(random, 100, 500, (10, 150), (10, 150)), [1.8]),
        new("grid", random => Substrates.Grid(random, 10, (50, 100), (150, 300)), [1.8]),
        new("fat-tree", random => Substrates.FatTree(random, 8, (50, 100), (100, 100)), [1.2])
        {
            // A host has one link; more than it carries could be placed on no network.
            Bandwidth = (0, 20),
        },
        new("small-requests", random => Substrates.Waxman(random, 100, 500, (50, 100), (50, 100)), [1.6])
        {
            Nodes = (2, 4),
            Rate = 0.4,
        },
        new("trees", random => Substrates.Waxman(random, 100, 500, (50, 100), (50, 100)), [1.6])
        {
            Nodes = (5, 20),
            Density = 0,
            Rate = 0.08,
        },
        new("dense", random => Substrates.Waxman(random, 100, 500, (50, 100), (50, 100)), [1])
        {
            Density = 0.9,
        },
        new("much-cpu", random => Substrates.Waxman(random, 100, 500, (50, 100), (50, 100)), [1.4])
        {
            Cpu = (10, 30),
            Bandwidth = (0, 20),
            Rate = 0.08,
        },
        new("much-bandwidth", random => Substrates.Waxman(random, 100, 500, (50, 100), (50, 100)), [1])
        {
            Cpu = (0, 5),
            Bandwidth = (10, 70),
        },
        new("short-and-long", random => Substrates.Waxman(random, 100, 500, (50, 100), (50, 100)), [1.8])
        {
            LongLived = 0.05,
        },
    ];
}
