using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>The bookings of a physical link. Immutable.</summary>
/// <param name="Forward">From its source to its target, in bits a second.</param>
/// <param name="Reverse">From its target to its source, in bits a second.</param>
/// <param name="Shares">Who has anything of it: see <see cref="Sharing"/>.</param>
public sealed record LinkCalendars(Calendar Forward, Calendar Reverse, Calendar Shares)
{
    /// <summary>Without bookings.</summary>
    public static LinkCalendars Of(Link physical) => new(
        Calendar.Empty(new Capacity(CapacityKind.Forward).Had(physical)),
        Calendar.Empty(new Capacity(CapacityKind.Reverse).Had(physical)),
        Sharing.Empty);
}
