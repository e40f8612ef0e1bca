namespace HiperNet.Vpxi.Planning;

/// <summary>
/// Cheapest paths from one node over links that have enough bandwidth left (Dijkstra 1959, with a heap that forgets
/// lazily). Its buffers are used again by each run; a stamp tells what is of this run.
/// </summary>
internal sealed class PathSearch
{
    private readonly Substrate substrate;
    private readonly long[] free;
    private readonly bool[] shared;
    private readonly double[] distances;
    private readonly int[] arrivals;
    private readonly int[] stamps;
    private readonly int[] done;
    private readonly int[] order;
    private double[] keys = new double[64];
    private int[] items = new int[64];
    private int size;
    private int stamp;

    /// <summary>A search over what is free, which may change between runs.</summary>
    public PathSearch(Occupancy occupancy)
    {
        substrate = occupancy.Substrate;
        free = occupancy.FreeArcs;
        shared = new bool[substrate.Links.Length];
        for (int link = 0; link < shared.Length; link++)
        {
            shared[link] = substrate.Links[link].Shared;
        }

        distances = new double[substrate.NodeCount];
        arrivals = new int[substrate.NodeCount];
        stamps = new int[substrate.NodeCount];
        done = new int[substrate.NodeCount];
        order = new int[substrate.NodeCount];
    }

    /// <summary>How many arcs all runs have looked at.</summary>
    public long Steps { get; private set; }

    /// <summary>The nodes that the last run has settled, nearest first.</summary>
    public ReadOnlySpan<int> Settled => order.AsSpan(0, SettledCount);

    /// <summary>How many those are.</summary>
    public int SettledCount { get; private set; }

    /// <summary>The last run's distance of a node that it has settled.</summary>
    public double Distance(int node) => distances[node];

    /// <summary>Whether the last run has settled a node.</summary>
    public bool Reached(int node) => done[node] == stamp;

    /// <summary>Searches from a node.</summary>
    /// <param name="source">The node.</param>
    /// <param name="flow">What an arc must have free to be used, away from the source and towards it.</param>
    /// <param name="weights">For each link what it adds to the distance; not negative.</param>
    /// <param name="target">Where to stop; -1 for nowhere.</param>
    /// <param name="mostSettled">Stop when so many nodes are settled.</param>
    /// <param name="mostDistance">Leave out what is farther.</param>
    /// <returns>Whether the target was reached.</returns>
    public bool Run(
        int source,
        Flow flow,
        double[] weights,
        int target = -1,
        int mostSettled = int.MaxValue,
        double mostDistance = double.PositiveInfinity)
    {
        stamp++;
        size = 0;
        SettledCount = 0;
        (stamps[source], distances[source], arrivals[source]) = (stamp, 0, -1);
        Push(0, source);
        while (size > 0 && SettledCount < mostSettled)
        {
            int node = Pop();
            if (done[node] == stamp)
            {
                continue;
            }

            done[node] = stamp;
            order[SettledCount++] = node;
            if (node == target)
            {
                return true;
            }

            Expand(node, flow, weights, mostDistance);
        }

        return false;
    }

    /// <summary>Appends the arcs of the last run's path from its source to a node that it has settled.</summary>
    public void Trace(int node, List<int> path)
    {
        int start = path.Count;
        for (int arc = arrivals[node]; arc >= 0; arc = arrivals[substrate.Tail(arc)])
        {
            path.Add(arc);
        }

        path.Reverse(start, path.Count - start);
    }

    private void Expand(int node, in Flow flow, double[] weights, double mostDistance)
    {
        int end = substrate.FirstOut[node + 1];
        Steps += end - substrate.FirstOut[node];
        double here = distances[node];
        for (int place = substrate.FirstOut[node]; place < end; place++)
        {
            int head = substrate.Heads[place];
            if (done[head] == stamp)
            {
                continue;
            }

            int arc = substrate.Outgoing[place];
            double there = here + weights[arc >> 1];
            if ((stamps[head] == stamp && distances[head] <= there) || there > mostDistance || !Fits(arc, flow))
            {
                continue;
            }

            (stamps[head], distances[head], arrivals[head]) = (stamp, there, arc);
            Push(there, head);
        }
    }

    private bool Fits(int arc, in Flow flow)
    {
        bool enough = shared[arc >> 1]
            ? free[arc] >= flow.Away + flow.Back
            : free[arc] >= flow.Away && free[arc ^ 1] >= flow.Back;
        return enough && (flow.Allowed is null || flow.Allowed.Contains(arc >> 1));
    }

    private void Push(double key, int item)
    {
        if (size == keys.Length)
        {
            Array.Resize(ref keys, 2 * size);
            Array.Resize(ref items, 2 * size);
        }

        int at = size++;
        while (at > 0)
        {
            int parent = (at - 1) / 2;
            if (keys[parent] <= key)
            {
                break;
            }

            (keys[at], items[at]) = (keys[parent], items[parent]);
            at = parent;
        }

        (keys[at], items[at]) = (key, item);
    }

    private int Pop()
    {
        int first = items[0];
        double key = keys[--size];
        int item = items[size];
        int at = 0;
        while (true)
        {
            int child = (2 * at) + 1;
            if (child >= size)
            {
                break;
            }

            child += child + 1 < size && keys[child + 1] < keys[child] ? 1 : 0;
            if (keys[child] >= key)
            {
                break;
            }

            (keys[at], items[at]) = (keys[child], items[child]);
            at = child;
        }

        (keys[at], items[at]) = (key, item);
        return first;
    }
}
