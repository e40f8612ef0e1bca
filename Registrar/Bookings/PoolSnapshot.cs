using System.Collections.Immutable;
using HiperNet.Registrar.State;
using HiperNet.Vpxi.Model;
using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Registrar.Bookings;

/// <summary>A registrar's pool with its calendars, and the revisions at which they were read.</summary>
/// <param name="Bookings">The pool and what is booked.</param>
/// <param name="Revisions">For each key that was read the revision that wrote it last.</param>
internal sealed record PoolSnapshot(PoolBookings Bookings, IReadOnlyDictionary<string, long> Revisions)
{
    /// <summary>Whether it may be out of date: what is refused because of it is to be looked at again.</summary>
    public bool IsCached { get; init; }

    /// <summary>The conditions under which calendars may be written: nobody has since they were read.</summary>
    public Compare Unchanged(ReadOnlyMemory<byte> key) =>
        Compare.ModRevision(key, Revisions.GetValueOrDefault(System.Text.Encoding.UTF8.GetString(key.Span)));

    /// <summary>Whether all resources of an allocation are in the pool.</summary>
    public bool Has(Allocation allocation) => allocation.Resources.All(
        name => Bookings.Pool.FindNode(name) >= 0 || Bookings.Pool.FindLink(name) >= 0);

    /// <summary>The offers of an allocation are still what was planned with.</summary>
    public Compare[] OffersUnchanged(StateKeys keys, Allocation allocation) =>
    [
        .. allocation.Resources
            .Where(resource => !ForeignName.IsForeign(resource))
            .Select(resource => resource.Split('.')[0])
            .Distinct(StringComparer.Ordinal)
            .Select(offer => Revisions.ContainsKey(System.Text.Encoding.UTF8.GetString(keys.Offer(offer).Span))
                ? offer
                : PoolReader.Backbone)
            .Distinct(StringComparer.Ordinal)
            .Select(offer => Unchanged(keys.Offer(offer))),
    ];

    /// <summary>What is booked besides an infrastructure.</summary>
    public PoolBookings Besides(string vpxi)
    {
        string prefix = vpxi + "/";
        return new PoolBookings(
            Bookings.Pool,
            Enumerable.Range(0, Bookings.Pool.Infrastructure.Nodes.Count)
                .ToImmutableDictionary(node => node, node => Changed(Bookings.OfNode(node), Others)),
            Enumerable.Range(0, Bookings.Pool.Infrastructure.Links.Count)
                .ToImmutableDictionary(link => link, link => Changed(Bookings.OfLink(link), Others)));

        Calendar Others(Calendar calendar) =>
            Without(calendar, booking => booking.Id.StartsWith(prefix, StringComparison.Ordinal));
    }

    /// <summary>What changes the calendars of a resource to those of other bookings.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="resource">The name of a node or a link.</param>
    /// <param name="next">The other bookings.</param>
    /// <param name="now">What has ended until then is forgotten, in seconds since 1970.</param>
    public CalendarChange Change(StateKeys keys, string resource, PoolBookings next, long now)
    {
        ReadOnlyMemory<byte> key = keys.Calendar(resource);
        int node = Bookings.Pool.FindNode(resource);
        byte[] value = node >= 0
            ? RecordCodec.Write(Changed(next.OfNode(node), Current))
            : RecordCodec.Write(Changed(next.OfLink(Bookings.Pool.FindLink(resource)), Current));
        return new CalendarChange(Unchanged(key), new PutOperation(key, value));

        Calendar Current(Calendar calendar) => Without(calendar, booking => booking.Window.End <= now);
    }

    /// <summary>What changes the calendars of all resources of an allocation.</summary>
    public CalendarChange[] Changes(AllocatorParts parts, Allocation allocation, PoolBookings next) =>
        [.. allocation.Resources.Select(name => Change(parts.Keys, name, next, parts.Now))];

    /// <summary>
    /// What takes all bookings of an infrastructure from a resource; null if it has none there. A snapshot of a cache
    /// may be older than its bookings: then that there are none is a condition.
    /// </summary>
    public CalendarChange? Without(StateKeys keys, string resource, string vpxi, long now)
    {
        ReadOnlyMemory<byte> key = keys.Calendar(resource);
        string prefix = vpxi + "/";
        byte[]? value = null;
        if (Bookings.Pool.FindNode(resource) is >= 0 and int node)
        {
            NodeCalendars calendars = Bookings.OfNode(node);
            value = calendars.Capacities.Values.Append(calendars.Shares).Any(calendar => Has(calendar, prefix))
                ? RecordCodec.Write(Changed(calendars, Remaining))
                : null;
        }
        else if (Bookings.Pool.FindLink(resource) is >= 0 and int link)
        {
            LinkCalendars calendars = Bookings.OfLink(link);
            value = Has(calendars.Forward, prefix) || Has(calendars.Reverse, prefix) || Has(calendars.Shares, prefix)
                ? RecordCodec.Write(Changed(calendars, Remaining))
                : null;
        }

        return value is not null ? new CalendarChange(Unchanged(key), new PutOperation(key, value))
            : IsCached ? new CalendarChange(Unchanged(key), null)
            : null;

        Calendar Remaining(Calendar calendar) => Without(calendar, booking =>
            booking.Window.End <= now || booking.Id.StartsWith(prefix, StringComparison.Ordinal));
    }

    private static bool Has(Calendar calendar, string prefix) =>
        calendar.Bookings.Any(booking => booking.Id.StartsWith(prefix, StringComparison.Ordinal));

    private static NodeCalendars Changed(NodeCalendars calendars, Func<Calendar, Calendar> change) => new(
        calendars.Capacities.SetItems(calendars.Capacities.Select(pair =>
            KeyValuePair.Create(pair.Key, change(pair.Value)))),
        change(calendars.Shares));

    private static LinkCalendars Changed(LinkCalendars calendars, Func<Calendar, Calendar> change) => new(
        change(calendars.Forward), change(calendars.Reverse), change(calendars.Shares));

    private static Calendar Without(Calendar calendar, Func<Booking, bool> isGone)
    {
        foreach (Booking booking in calendar.Bookings.Where(isGone).ToArray())
        {
            calendar.Cancel(booking.Id, out calendar);
        }

        return calendar;
    }
}
