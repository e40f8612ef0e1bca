using System.Collections.Immutable;
using HiperNet.Registrar.State;
using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Registrar.Bookings;

/// <summary>A pool with its calendars by name. It does not change: what is read later makes a new one.</summary>
internal sealed class PoolImage
{
    private readonly PoolBookings empty;
    private readonly ImmutableDictionary<int, NodeCalendars> nodes;
    private readonly ImmutableDictionary<int, LinkCalendars> links;

    private PoolImage(
        PoolBookings empty,
        ImmutableDictionary<int, NodeCalendars> nodes,
        ImmutableDictionary<int, LinkCalendars> links)
    {
        (this.empty, this.nodes, this.links) = (empty, nodes, links);
        Bookings = new PoolBookings(empty.Pool, nodes, links);
    }

    /// <summary>What is booked.</summary>
    public PoolBookings Bookings { get; }

    /// <summary>A pool without bookings.</summary>
    public static PoolImage Of(Pool pool) => new(
        new PoolBookings(pool),
        ImmutableDictionary<int, NodeCalendars>.Empty,
        ImmutableDictionary<int, LinkCalendars>.Empty);

    /// <summary>The pool with other calendars; those of resources that it has not are passed over.</summary>
    /// <param name="calendars">The name of a resource, and the value of its key; null if it is gone.</param>
    /// <exception cref="InvalidDataException">A value is no calendar.</exception>
    public PoolImage With(IEnumerable<(string Resource, KeyValue? Item)> calendars)
    {
        ImmutableDictionary<int, NodeCalendars>.Builder ofNodes = nodes.ToBuilder();
        ImmutableDictionary<int, LinkCalendars>.Builder ofLinks = links.ToBuilder();
        foreach ((string resource, KeyValue? item) in calendars)
        {
            if (empty.Pool.FindNode(resource) is >= 0 and int node)
            {
                ofNodes.Remove(node);
                if (item is not null)
                {
                    ofNodes.Add(node, RecordCodec.Read(item.Value, empty.OfNode(node)));
                }
            }
            else if (empty.Pool.FindLink(resource) is >= 0 and int link)
            {
                ofLinks.Remove(link);
                if (item is not null)
                {
                    ofLinks.Add(link, RecordCodec.ReadLink(item.Value));
                }
            }
        }

        return new PoolImage(empty, ofNodes.ToImmutable(), ofLinks.ToImmutable());
    }
}
