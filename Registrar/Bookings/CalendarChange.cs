using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Bookings;

/// <summary>A new value for the calendars of a resource.</summary>
/// <param name="Condition">Nobody has written them in the meantime.</param>
/// <param name="Put">Writes them.</param>
internal sealed record CalendarChange(Compare Condition, PutOperation Put);
