using System.Collections.Immutable;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>
/// The calendars of a pool's nodes and links. They do not change: each booking makes new ones. None ever holds more
/// than there is, whatever is booked and cancelled in whatever order, because every booking goes through
/// <see cref="Calendar.Book"/>.
/// </summary>
public sealed class PoolBookings
{
    private readonly ImmutableDictionary<int, NodeCalendars> nodes;
    private readonly ImmutableDictionary<int, LinkCalendars> links;

    /// <summary>Nothing is booked.</summary>
    public PoolBookings(Pool pool)
        : this(pool, ImmutableDictionary<int, NodeCalendars>.Empty, ImmutableDictionary<int, LinkCalendars>.Empty)
    {
    }

    /// <summary>What is booked elsewhere, by the indices of the pool; what is missing has no bookings.</summary>
    public PoolBookings(
        Pool pool, ImmutableDictionary<int, NodeCalendars> nodes, ImmutableDictionary<int, LinkCalendars> links) =>
        (Pool, this.nodes, this.links) = (pool, nodes, links);

    /// <summary>The pool.</summary>
    public Pool Pool { get; }

    /// <summary>Whether nothing is booked.</summary>
    public bool IsEmpty => nodes.IsEmpty && links.IsEmpty;

    /// <summary>All calendars in which something is, or was, booked.</summary>
    public IEnumerable<Calendar> Calendars =>
        nodes.Values.SelectMany(node => node.Capacities.Values.Append(node.Shares))
            .Concat(links.Values.SelectMany(link => new[] { link.Forward, link.Reverse, link.Shares }));

    /// <summary>The calendars of a node, by its index in the pool.</summary>
    public NodeCalendars OfNode(int node) =>
        nodes.TryGetValue(node, out NodeCalendars? known) ? known : NodeCalendars.Of(Pool.Nodes[node]);

    /// <summary>The calendars of a link, by its index in the pool.</summary>
    public LinkCalendars OfLink(int link) =>
        links.TryGetValue(link, out LinkCalendars? known) ? known : LinkCalendars.Of(Pool.Links[link]);

    /// <summary>Books an allocation, all of it or nothing.</summary>
    /// <param name="id">
    /// What the bookings' names begin with, of its own for each allocation: 1 to 96 characters of visible ASCII.
    /// </param>
    /// <param name="allocation">What to book.</param>
    /// <param name="next">The calendars with it; these if it is refused.</param>
    /// <returns>Which resource refuses, and why; null if all is booked.</returns>
    /// <exception cref="ArgumentException">The name is none, or the allocation is of another pool.</exception>
    public string? Book(string id, Allocation allocation, out PoolBookings next)
    {
        ArgumentNullException.ThrowIfNull(allocation);
        BookingRun run = new(Pool, this, id);
        string? conflict = run.Book(allocation);
        next = conflict is null ? run.Result() : this;
        return conflict;
    }

    /// <summary>Takes the bookings of an allocation away; what is not booked is passed over.</summary>
    /// <param name="id">The name with which it was booked.</param>
    /// <param name="allocation">What was booked.</param>
    /// <exception cref="ArgumentException">The allocation is of another pool.</exception>
    public PoolBookings Cancel(string id, Allocation allocation)
    {
        ArgumentNullException.ThrowIfNull(allocation);
        BookingRun run = new(Pool, this, id);
        run.Cancel(allocation);
        return run.Result();
    }

    /// <summary>Books amounts without shares, for an allocation that has its shares already.</summary>
    internal PoolBookings BookMore(string id, Allocation more)
    {
        BookingRun run = new(Pool, this, id, shares: false);
        return run.Book(more) is null ? run.Result() : this;
    }

    internal bool IsTouched(int node) => nodes.ContainsKey(node);

    internal bool IsLinkTouched(int link) => links.ContainsKey(link);

    internal PoolBookings With(
        IReadOnlyDictionary<int, NodeCalendars> changedNodes, IReadOnlyDictionary<int, LinkCalendars> changedLinks) =>
        new(Pool, nodes.SetItems(changedNodes), links.SetItems(changedLinks));
}
