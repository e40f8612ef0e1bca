using System.Collections.Immutable;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>The bookings of a physical node. Immutable.</summary>
/// <param name="Capacities">A calendar for each capacity that it has.</param>
/// <param name="Shares">Who has anything of it: see <see cref="Sharing"/>.</param>
public sealed record NodeCalendars(ImmutableDictionary<Capacity, Calendar> Capacities, Calendar Shares)
{
    /// <summary>Without bookings.</summary>
    public static NodeCalendars Of(Node physical)
    {
        Capacity[] all =
        [
            new(CapacityKind.Cores), new(CapacityKind.Memory), new(CapacityKind.Storage),
            .. physical.Devices.Distinct().Select(device => new Capacity(CapacityKind.Device, device)),
        ];
        return new NodeCalendars(
            all.ToImmutableDictionary(capacity => capacity, capacity => Calendar.Empty(capacity.Had(physical))),
            Sharing.Empty);
    }
}
