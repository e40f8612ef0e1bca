using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>
/// Which resources would do for a virtual node, and which physical links for a virtual link, before capacities are
/// divided. Elements that ask for the same are looked at once.
/// </summary>
internal sealed class Candidates(PoolBookings bookings, AllocationOptions options)
{
    private static readonly Reference Nowhere = new("");

    private readonly Pool pool = bookings.Pool;
    private readonly Dictionary<(Node Node, TimeWindow Window), int[]> nodes = [];
    private readonly Dictionary<(Link Link, TimeWindow Window), IndexSet?> links = [];

    /// <summary>The criteria of nodes.</summary>
    public NodeCriteria ForNodes { get; } = new(options.Communities);

    /// <summary>The criteria of links.</summary>
    public LinkCriteria ForLinks { get; } = new(bookings.Pool, options.Communities);

    /// <summary>The resources on which a node may be, ascending.</summary>
    public int[] Of(NodeDemand wanted)
    {
        (Node, TimeWindow) key = (
            wanted.Node with { Id = "", Place = default, Group = null, Labels = [], Command = null }, wanted.Window);
        if (!nodes.TryGetValue(key, out int[]? known))
        {
            known = [.. Enumerable.Range(0, pool.Nodes.Length).Where(host => Does(wanted, host))];
            nodes.Add(key, known);
        }

        return known;
    }

    /// <summary>The physical links that a link may use; null for all.</summary>
    public IndexSet? Of(LinkDemand wanted)
    {
        (Link, TimeWindow) key = (
            wanted.Link with
            {
                Id = "", Place = default, Group = null, Labels = [], Pattern = null, Source = Nowhere, Target = Nowhere,
            },
            wanted.Window);
        if (!links.TryGetValue(key, out IndexSet? known))
        {
            int[] allowed = [.. Enumerable.Range(0, pool.Links.Length).Where(link => Does(wanted, link))];
            known = allowed.Length == pool.Links.Length ? null : new IndexSet(allowed);
            links.Add(key, known);
        }

        return known;
    }

    /// <summary>Whether a resource may be shared as a node wants it, or had alone.</summary>
    public bool IsShareable(NodeDemand wanted, int host) =>
        !bookings.IsTouched(host)
        || bookings.OfNode(host).Shares.Free(wanted.Window) >= Sharing.Wanted(IsAlone(wanted, host));

    /// <summary>Whether a node has a resource alone, by its own wish or by the provider's.</summary>
    public bool IsAlone(NodeDemand wanted, int host) => wanted.Alone || pool.Nodes[host].Security.Exclusive;

    /// <summary>Whether a link has a physical link alone, by its own wish or by the provider's.</summary>
    public bool IsAlone(LinkDemand wanted, int link) => wanted.Alone || pool.Links[link].Security.Exclusive;

    private bool Does(NodeDemand wanted, int host) =>
        ForNodes.First(wanted, pool.Nodes[host]) is null && IsShareable(wanted, host);

    private bool Does(LinkDemand wanted, int link) =>
        ForLinks.First(wanted, link) is null
        && (!bookings.IsLinkTouched(link)
            || bookings.OfLink(link).Shares.Free(wanted.Window) >= Sharing.Wanted(IsAlone(wanted, link)));
}
