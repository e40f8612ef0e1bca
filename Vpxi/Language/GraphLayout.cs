namespace HiperNet.Vpxi.Language;

/// <summary>
/// Places the nodes of a graph: each part of it as a tree below its busiest node, or in a circle where it is a ring
/// or dense, and the parts side by side. In time linear in nodes and links but for sorting.
/// </summary>
internal sealed class GraphLayout
{
    /// <summary>From the middle of a node to the middle of the next in its row, in pixels.</summary>
    public const double StepX = 184;

    /// <summary>From one row to the next, in pixels.</summary>
    public const double StepY = 124;

    private const int MostInCircle = 24;
    private const int MostLeavesInRow = 5;
    private const double MostWidth = 1900;
    private const double Gap = 40;

    private readonly List<int>[] neighbours;
    private readonly IReadOnlyList<string> groups;

    /// <param name="groups">The group of each node; nodes of one group are kept close.</param>
    /// <param name="links">The ends of the links.</param>
    public GraphLayout(IReadOnlyList<string> groups, IReadOnlyList<(int From, int To)> links)
    {
        this.groups = groups;
        neighbours = [.. groups.Select(_ => new List<int>())];
        foreach ((int from, int to) in links.Distinct().Where(link => link.From != link.To))
        {
            neighbours[from].Add(to);
            neighbours[to].Add(from);
        }

        Positions = new (double X, double Y)[groups.Count];
    }

    /// <summary>The middle of each node, in pixels.</summary>
    public (double X, double Y)[] Positions { get; }

    /// <summary>Places all nodes.</summary>
    public void Run()
    {
        bool[] seen = new bool[groups.Count];
        List<List<int>> parts = [];
        List<int> alone = [];
        for (int node = 0; node < groups.Count; node++)
        {
            if (seen[node])
            {
                continue;
            }

            List<int> part = Part(node, seen);
            if (part.Count == 1)
            {
                alone.Add(node);
            }
            else
            {
                parts.Add(part);
            }
        }

        Shelf shelf = new(MostWidth, Gap);
        foreach (List<int> part in parts.OrderByDescending(part => part.Count))
        {
            Place(part);
            Put(part, shelf);
        }

        PlaceAlone(alone);
        Put(alone, shelf);
    }

    private List<int> Part(int start, bool[] seen)
    {
        List<int> part = [start];
        seen[start] = true;
        for (int i = 0; i < part.Count; i++)
        {
            foreach (int next in neighbours[part[i]].Where(next => !seen[next]))
            {
                seen[next] = true;
                part.Add(next);
            }
        }

        return part;
    }

    private void Place(List<int> part)
    {
        int links = part.Sum(node => neighbours[node].Count) / 2;
        bool isRing = part.All(node => neighbours[node].Count == 2);
        bool isDense = links >= part.Count * 3 / 2;
        if (part.Count is > 2 and <= MostInCircle && (isRing || isDense))
        {
            PlaceInCircle(part, isRing);
        }
        else
        {
            PlaceAsTree(part);
        }
    }

    private void PlaceInCircle(List<int> part, bool isRing)
    {
        List<int> order = isRing ? Around(part[0]) : part;
        double radius = Math.Max(StepY, order.Count * StepX / (2 * Math.PI));
        for (int i = 0; i < order.Count; i++)
        {
            double angle = ((2 * Math.PI * i) / order.Count) - (Math.PI / 2);
            Positions[order[i]] = (radius * 1.2 * Math.Cos(angle), radius * Math.Sin(angle));
        }
    }

    private List<int> Around(int start)
    {
        List<int> order = [start];
        HashSet<int> seen = [start];
        for (int at = start; ;)
        {
            int next = neighbours[at].FindIndex(node => !seen.Contains(node));
            if (next < 0)
            {
                return order;
            }

            at = neighbours[at][next];
            seen.Add(at);
            order.Add(at);
        }
    }

    /// <summary>The middle of a longest way, more or less: half of the way between nodes that are far apart.</summary>
    private int Middle(int start)
    {
        int end = new GraphTree(neighbours, groups, start).Order[^1];
        GraphTree tree = new(neighbours, groups, end);
        List<int> way = [tree.Order[^1]];
        while (way[^1] != end)
        {
            way.Add(tree.Parent(way[^1]));
        }

        return way[way.Count / 2];
    }

    private void PlaceAsTree(List<int> part)
    {
        GraphTree tree = new(neighbours, groups, Middle(part[0]));
        Dictionary<int, double> width = [];
        foreach (int node in tree.Order.Reverse())
        {
            (List<int> leaves, List<int> inner) = tree.Children(node);
            width[node] = Math.Max(1, inner.Sum(child => width[child]) + Columns(leaves.Count));
        }

        Dictionary<int, (double Left, int Row)> slots = new() { [tree.Root] = (0, 0) };
        foreach (int node in tree.Order)
        {
            (double left, int row) = slots[node];
            Positions[node] = ((left + ((width[node] - 1) / 2)) * StepX, row * StepY);
            (List<int> leaves, List<int> inner) = tree.Children(node);
            int half = inner.Count / 2;
            double at = left + ((width[node] - inner.Sum(child => width[child]) - Columns(leaves.Count)) / 2);
            foreach (int child in inner.Take(half))
            {
                slots[child] = (at, row + 1);
                at += width[child];
            }

            int columns = Columns(leaves.Count);
            for (int i = 0; i < leaves.Count; i++)
            {
                slots[leaves[i]] = (at + (i % columns), row + 1 + (i / columns));
            }

            at += columns;
            foreach (int child in inner.Skip(half))
            {
                slots[child] = (at, row + 1);
                at += width[child];
            }
        }
    }

    /// <summary>How wide a block of leaves is: few stand in a row, many in a rectangle.</summary>
    private static int Columns(int leaves) => leaves <= MostLeavesInRow
        ? leaves
        : Math.Max(MostLeavesInRow, (int)Math.Ceiling(Math.Sqrt(leaves)));

    private void PlaceAlone(List<int> alone)
    {
        const int leastColumns = 8;
        int columns = Math.Max(leastColumns, (int)Math.Ceiling(Math.Sqrt(alone.Count)));
        for (int i = 0; i < alone.Count; i++)
        {
            Positions[alone[i]] = (i % columns * StepX, i / columns * StepY);
        }
    }

    private void Put(List<int> part, Shelf shelf)
    {
        if (part.Count == 0)
        {
            return;
        }

        double left = part.Min(node => Positions[node].X) - (StepX / 2);
        double top = part.Min(node => Positions[node].Y) - (StepY / 2);
        double width = part.Max(node => Positions[node].X) + (StepX / 2) - left;
        double height = part.Max(node => Positions[node].Y) + (StepY / 2) - top;
        (double x, double y) = shelf.Take(width, height);
        foreach (int node in part)
        {
            (double oldX, double oldY) = Positions[node];
            Positions[node] = (oldX - left + x, oldY - top + y);
        }
    }
}
