using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Bookings;

/// <summary>A new value for the calendars of a resource, or that they stay as they are.</summary>
/// <param name="Condition">Nobody has written them in the meantime.</param>
/// <param name="Put">Writes them; null if they stay.</param>
internal sealed record CalendarChange(Compare Condition, PutOperation? Put);
