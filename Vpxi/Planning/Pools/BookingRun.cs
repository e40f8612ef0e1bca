using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>Changes of the calendars of a pool for one allocation.</summary>
/// <param name="pool">The pool.</param>
/// <param name="before">The calendars as they were.</param>
/// <param name="id">What the names of the bookings begin with.</param>
/// <param name="shares">Whether shares are booked too, not only amounts.</param>
internal sealed class BookingRun(Pool pool, PoolBookings before, string id, bool shares = true)
{
    private readonly Dictionary<int, NodeCalendars> nodes = [];
    private readonly Dictionary<int, LinkCalendars> links = [];

    /// <summary>Books all of it; what refuses, or null.</summary>
    public string? Book(Allocation allocation)
    {
        string? conflict = null;
        Each(allocation, (resource, capacity, name, window, amount) =>
        {
            if (conflict is not null)
            {
                return;
            }

            Booking booking = new(name, window, amount);
            CalendarFault fault = CalendarOf(resource, capacity).Book(booking, out Calendar next);
            conflict = fault == CalendarFault.None ? null : Told(resource, capacity, window, amount, fault);
            Set(resource, capacity, next);
        });
        return conflict;
    }

    /// <summary>Takes away what is booked of it.</summary>
    public void Cancel(Allocation allocation) => Each(allocation, (resource, capacity, name, _, _) =>
    {
        CalendarOf(resource, capacity).Cancel(name, out Calendar next);
        Set(resource, capacity, next);
    });

    /// <summary>The calendars with the changes.</summary>
    public PoolBookings Result() => before.With(nodes, links);

    private void Each(Allocation allocation, Action<Resource, Capacity?, string, TimeWindow, long> act)
    {
        Dictionary<Resource, List<(TimeWindow Window, bool Alone)>> all = [];
        for (int index = 0; index < allocation.Nodes.Count; index++)
        {
            NodeGrant grant = allocation.Nodes[index];
            Resource resource = new(Known(pool.FindNode(grant.Resource), grant.Resource), IsLink: false);
            Share(all, resource, grant.Window, grant.Alone);
            foreach (TimedAmount amount in grant.Amounts)
            {
                act(resource, amount.Capacity, $"{id}/n{index}", amount.Window, amount.Amount);
            }
        }

        for (int index = 0; index < allocation.Links.Count; index++)
        {
            LinkGrant grant = allocation.Links[index];
            foreach ((Resource hop, bool along) in Hops(grant))
            {
                Share(all, hop, grant.Window, grant.Alone);
                foreach (TimedAmount amount in grant.Amounts)
                {
                    bool forward = amount.Capacity.Kind == CapacityKind.Forward == along;
                    string name = $"{id}/l{index}{(amount.Capacity.Kind == CapacityKind.Forward ? 'f' : 'r')}";
                    Capacity capacity = new(forward ? CapacityKind.Forward : CapacityKind.Reverse);
                    act(hop, capacity, name, amount.Window, amount.Amount);
                }
            }
        }

        foreach ((Resource resource, List<(TimeWindow Window, bool Alone)> uses) in shares ? all : [])
        {
            int index = 0;
            foreach ((TimeWindow window, long amount) in Sharing.Uses(uses))
            {
                act(resource, null, $"{id}/s{index++}", window, amount);
            }
        }
    }

    private static void Share(
        Dictionary<Resource, List<(TimeWindow Window, bool Alone)>> all,
        Resource resource,
        TimeWindow window,
        bool alone)
    {
        if (!all.TryGetValue(resource, out List<(TimeWindow Window, bool Alone)>? uses))
        {
            all.Add(resource, uses = []);
        }

        uses.Add((window, alone));
    }

    private IEnumerable<(Resource Hop, bool Along)> Hops(LinkGrant grant)
    {
        int at = Known(pool.FindNode(grant.From), grant.From);
        foreach (string name in grant.Path)
        {
            int link = Known(pool.FindLink(name), name);
            bool along = pool.From(link) == at;
            yield return (new Resource(link, IsLink: true), along);
            at = along ? pool.To(link) : pool.From(link);
        }
    }

    private static int Known(int index, string name) => index >= 0
        ? index
        : throw new ArgumentException($"'{name}' is no resource of the pool", nameof(name));

    private Calendar CalendarOf(Resource resource, Capacity? capacity)
    {
        if (resource.IsLink)
        {
            LinkCalendars link = links.GetValueOrDefault(resource.Index) ?? before.OfLink(resource.Index);
            return capacity?.Kind switch
            {
                CapacityKind.Forward => link.Forward,
                CapacityKind.Reverse => link.Reverse,
                _ => link.Shares,
            };
        }

        NodeCalendars node = nodes.GetValueOrDefault(resource.Index) ?? before.OfNode(resource.Index);
        return capacity is not { } wanted ? node.Shares
            : node.Capacities.TryGetValue(wanted, out Calendar? calendar) ? calendar
            : Calendar.Empty(0);
    }

    private void Set(Resource resource, Capacity? capacity, Calendar next)
    {
        if (resource.IsLink)
        {
            LinkCalendars link = links.GetValueOrDefault(resource.Index) ?? before.OfLink(resource.Index);
            links[resource.Index] = capacity?.Kind switch
            {
                CapacityKind.Forward => link with { Forward = next },
                CapacityKind.Reverse => link with { Reverse = next },
                _ => link with { Shares = next },
            };
            return;
        }

        NodeCalendars node = nodes.GetValueOrDefault(resource.Index) ?? before.OfNode(resource.Index);
        nodes[resource.Index] = capacity is { } wanted
            ? node with { Capacities = node.Capacities.SetItem(wanted, next) }
            : node with { Shares = next };
    }

    private string Told(Resource resource, Capacity? capacity, TimeWindow window, long amount, CalendarFault fault)
    {
        string name = resource.IsLink ? pool.Links[resource.Index].Id : pool.Nodes[resource.Index].Id;
        string what = capacity is { } wanted ? $"{wanted.Spell(amount)} of {wanted.Name}" : "its share";
        return fault switch
        {
            CalendarFault.Full => $"'{name}' has not {what} free from {window}",
            CalendarFault.Exists => $"'{name}' has a booking of this name",
            _ => $"'{name}' has too many bookings",
        };
    }

    /// <summary>A node or a link of the pool.</summary>
    private readonly record struct Resource(int Index, bool IsLink);
}
