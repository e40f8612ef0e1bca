namespace HiperNet.Vpxi.Model;

/// <summary>An amount that is wanted of one of several calendars.</summary>
/// <param name="Calendar">Which calendar.</param>
/// <param name="Amount">How much of its capacity; at least 1.</param>
public readonly record struct CalendarNeed(Calendar Calendar, long Amount);
