using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>What an infrastructure asks for, at a known time and with chosen amounts.</summary>
internal sealed class Demands
{
    private readonly AllocationOptions options;
    private readonly Func<Amount, long> choose;
    private readonly long shift;
    private readonly Dictionary<string, int> indices = new(StringComparer.Ordinal);

    /// <summary>Takes an infrastructure to a time.</summary>
    /// <param name="infrastructure">The infrastructure.</param>
    /// <param name="options">Who asks, and how long what names no length lasts.</param>
    /// <param name="start">When it starts; all windows move with it.</param>
    /// <param name="choose">Which of the values of an amount is asked for.</param>
    public Demands(
        Infrastructure infrastructure, AllocationOptions options, long start, Func<Amount, long> choose)
    {
        (Infrastructure, this.options, Start, this.choose) = (infrastructure, options, start, choose);
        shift = start - StartOf(infrastructure, options);
        foreach (Node node in infrastructure.Nodes)
        {
            indices.Add(node.Id, indices.Count);
        }

        Nodes = [.. infrastructure.Nodes.Select(Demand)];
        Links = [.. infrastructure.Links.Select(Demand)];
    }

    public Infrastructure Infrastructure { get; }

    /// <summary>When all of it starts, in seconds since 1970.</summary>
    public long Start { get; }

    public NodeDemand[] Nodes { get; }

    public LinkDemand[] Links { get; }

    /// <summary>When an infrastructure starts by itself: as it says, otherwise as soon as it may.</summary>
    public static long StartOf(Infrastructure infrastructure, AllocationOptions options) =>
        infrastructure.Period.Start ?? options.NotBefore;

    /// <summary>The indices of the nodes that a placement names, each once.</summary>
    public int[] Members(Placement placement) =>
        [.. placement.Members.Select(member => indices[member.Path]).Distinct()];

    /// <summary>The same with other amounts.</summary>
    public Demands With(Func<Amount, long> other) => new(Infrastructure, options, Start, other);

    /// <summary>Whether another choice has led to the same amounts.</summary>
    public bool AsksTheSame(Demands other) =>
        Nodes.Zip(other.Nodes).All(pair => pair.First.Amounts.SequenceEqual(pair.Second.Amounts))
        && Links.Zip(other.Links).All(pair => pair.First.Amounts.SequenceEqual(pair.Second.Amounts));

    private NodeDemand Demand(Node node)
    {
        TimeWindow window = WindowOf(node);
        List<TimedAmount> amounts = [];
        Add(amounts, new Capacity(CapacityKind.Cores), node.Cores, window);
        Add(amounts, new Capacity(CapacityKind.Memory), node.Memory, window);
        Add(amounts, new Capacity(CapacityKind.Storage), node.Storage, window);
        foreach (IGrouping<string, string> device in node.Devices.GroupBy(name => name, StringComparer.Ordinal))
        {
            amounts.Add(new TimedAmount(new Capacity(CapacityKind.Device, device.Key), device.Count(), window));
        }

        return new NodeDemand(node, window, amounts, UsersOf(node));
    }

    private LinkDemand Demand(Link link)
    {
        TimeWindow window = WindowOf(link);
        List<TimedAmount> amounts = [];
        Add(amounts, new Capacity(CapacityKind.Forward), link.Forward, window);
        Add(amounts, new Capacity(CapacityKind.Reverse), link.Reverse, window);
        return new LinkDemand(
            link, End(link, link.Source), End(link, link.Target), window, amounts, UsersOf(link));
    }

    private int End(Link link, Reference end) =>
        indices.TryGetValue(end.Path, out int node)
            ? node
            : throw new ArgumentException($"link '{link.Id}' ends at '{end.Path}', which is no node", nameof(end));

    private void Add(List<TimedAmount> amounts, Capacity capacity, Amount? wanted, TimeWindow window)
    {
        if (wanted is null || choose(wanted) <= 0)
        {
            return;
        }

        long from = wanted.Event is null ? window.Start : Math.Max(window.Start, InstantOf(wanted.Event));
        if (from < window.End)
        {
            amounts.Add(new TimedAmount(capacity, choose(wanted), new TimeWindow(from, window.End)));
        }
    }

    private long InstantOf(string name) =>
        Start + ((Infrastructure.Timeline.FirstOrDefault(moment => moment.Id == name)?.Delay ?? 0) / 1000);

    private TimeWindow WindowOf(Element element)
    {
        long start = (element.Period.Start ?? Start - shift) + shift;
        return new TimeWindow(start, start + (element.Period.Length ?? options.DefaultLength));
    }

    private ModelList<string> UsersOf(Element element) =>
        element.Security.Users.Count > 0 ? element.Security.Users
        : (options.Asker ?? Infrastructure.Owner) is { } asker ? [asker]
        : [];
}
