using HiperNet.Vpxi.Planning;

namespace HiperNet.Bench;

/// <summary>Substrates of different shapes. Both directions of a link share its bandwidth, as in the streams.</summary>
internal static class Substrates
{
    /// <summary>How fast links become rarer with their length, as a part of the longest (Waxman 1988, alpha).</summary>
    private const double Reach = 0.5;

    private const int Squarings = 60;

    /// <summary>
    /// A graph of Waxman's: nodes in a square, a link as likely as c exp(-distance / (0.5 longest)), c being such that
    /// about so many links come out. What is not joined to the first node gets a link to the nearest that is.
    /// </summary>
    public static Substrate Waxman(
        StreamRandom random, int nodes, int links, (int Least, int Most) cpu, (int Least, int Most) bandwidth)
    {
        (double X, double Y)[] places =
            [.. Enumerable.Range(0, nodes).Select(_ => (random.Fraction(), random.Fraction()))];
        List<(int From, int To, double Length)> pairs = Pairs(places);
        double longest = pairs.Max(pair => pair.Length);
        double[] chances = [.. pairs.Select(pair => Math.Exp(-pair.Length / (Reach * longest)))];
        double factor = Factor(chances, links);
        List<(int From, int To)> chosen = [];
        for (int i = 0; i < chances.Length; i++)
        {
            if (random.Fraction() < factor * chances[i])
            {
                chosen.Add((pairs[i].From, pairs[i].To));
            }
        }

        Join(nodes, chosen, pairs);
        return Made(random, nodes, chosen, cpu, bandwidth);
    }

    /// <summary>A square grid, each node with a link to its four neighbours.</summary>
    public static Substrate Grid(
        StreamRandom random, int side, (int Least, int Most) cpu, (int Least, int Most) bandwidth)
    {
        List<(int From, int To)> links = [];
        for (int node = 0; node < side * side; node++)
        {
            if (node % side < side - 1)
            {
                links.Add((node, node + 1));
            }

            if (node / side < side - 1)
            {
                links.Add((node, node + side));
            }
        }

        return Made(random, side * side, links, cpu, bandwidth);
    }

    /// <summary>
    /// A fat tree of switches with so many ports (Al-Fares et al. 2008): nodes below are hosts, the others are
    /// switches, which have no capacity of their own.
    /// </summary>
    public static Substrate FatTree(
        StreamRandom random, int ports, (int Least, int Most) cpu, (int Least, int Most) bandwidth)
    {
        int half = ports / 2;
        int hosts = ports * half * half;
        int edges = hosts;
        int middles = edges + (ports * half);
        int cores = middles + (ports * half);
        List<(int From, int To)> links = [];
        for (int pod = 0; pod < ports; pod++)
        {
            for (int first = 0; first < half; first++)
            {
                int edge = edges + (pod * half) + first;
                int middle = middles + (pod * half) + first;
                for (int second = 0; second < half; second++)
                {
                    links.Add(((((pod * half) + first) * half) + second, edge));
                    links.Add((edge, middles + (pod * half) + second));
                    links.Add((middle, cores + (first * half) + second));
                }
            }
        }

        return Made(random, cores + (half * half), links, cpu, bandwidth, hosts);
    }

    private static Substrate Made(
        StreamRandom random,
        int nodes,
        List<(int From, int To)> links,
        (int Least, int Most) cpu,
        (int Least, int Most) bandwidth,
        int hosts = int.MaxValue)
    {
        long[] capacities = [.. Enumerable.Range(0, nodes).Select(node => node < hosts ? random.Of(cpu) : 0L)];
        return new Substrate(1, capacities, [.. links.Select(link => Link(link, random.Of(bandwidth)))]);
    }

    private static SubstrateLink Link((int From, int To) ends, long bandwidth) =>
        new(ends.From, ends.To, bandwidth, bandwidth, Shared: true);

    private static List<(int From, int To, double Length)> Pairs((double X, double Y)[] places)
    {
        List<(int From, int To, double Length)> pairs = [];
        for (int from = 0; from < places.Length; from++)
        {
            for (int to = from + 1; to < places.Length; to++)
            {
                (double x, double y) = (places[from].X - places[to].X, places[from].Y - places[to].Y);
                pairs.Add((from, to, Math.Sqrt((x * x) + (y * y))));
            }
        }

        return pairs;
    }

    /// <summary>By what chances are multiplied, none over 1, so that they add up to a number.</summary>
    private static double Factor(double[] chances, int wanted)
    {
        (double low, double high) = (0, 1 / chances.Min());
        for (int i = 0; i < Squarings; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = chances.Sum(chance => Math.Min(1, middle * chance)) < wanted ? (middle, high) : (low, middle);
        }

        return high;
    }

    private static void Join(int nodes, List<(int From, int To)> links, List<(int From, int To, double Length)> pairs)
    {
        for (bool[] joined = Joined(nodes, links); joined.Contains(false); joined = Joined(nodes, links))
        {
            (int from, int to, _) = pairs.Where(pair => joined[pair.From] != joined[pair.To])
                .MinBy(pair => pair.Length);
            links.Add((from, to));
        }
    }

    /// <summary>Whether each node can be reached from node 0.</summary>
    internal static bool[] Joined(int nodes, List<(int From, int To)> links)
    {
        bool[] joined = new bool[nodes];
        joined[0] = true;
        for (bool changed = true; changed;)
        {
            changed = false;
            foreach ((int from, int to) in links)
            {
                changed |= joined[from] != joined[to];
                joined[from] = joined[to] = joined[from] || joined[to];
            }
        }

        return joined;
    }
}
