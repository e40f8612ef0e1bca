using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Tests.Model;

/// <summary>A calendar that looks at every second, and at every booking.</summary>
internal sealed class NaiveCalendar(long capacity)
{
    private readonly Dictionary<string, Booking> bookings = [];

    public IEnumerable<Booking> Bookings => bookings.Values.OrderBy(booking => booking.Id, StringComparer.Ordinal);

    public CalendarFault Book(Booking booking)
    {
        if (bookings.ContainsKey(booking.Id))
        {
            return CalendarFault.Exists;
        }

        if (Free(booking.Window) < booking.Amount)
        {
            return CalendarFault.Full;
        }

        bookings.Add(booking.Id, booking);
        return CalendarFault.None;
    }

    public CalendarFault Cancel(string id) =>
        bookings.Remove(id) ? CalendarFault.None : CalendarFault.Unknown;

    public CalendarFault Change(string id, TimeWindow window)
    {
        if (!bookings.Remove(id, out Booking? old))
        {
            return CalendarFault.Unknown;
        }

        bool fits = Free(window) >= old.Amount;
        bookings.Add(id, fits ? new Booking(id, window, old.Amount) : old);
        return fits ? CalendarFault.None : CalendarFault.Full;
    }

    public long FreeAt(long instant) =>
        capacity - bookings.Values.Where(booking => booking.Window.Contains(instant)).Sum(booking => booking.Amount);

    public long Free(TimeWindow window)
    {
        long least = long.MaxValue;
        for (long instant = window.Start; instant < window.End; instant++)
        {
            least = Math.Min(least, FreeAt(instant));
        }

        return least;
    }

    public long? EarliestStart(long amount, long length, long notBefore)
    {
        if (amount > capacity)
        {
            return null;
        }

        long start = notBefore;
        while (Free(new TimeWindow(start, start + length)) < amount)
        {
            start++;
        }

        return start;
    }
}
