using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Tests.Model;

/// <summary>Something that is done to a calendar: 0 books, 1 cancels, 2 changes.</summary>
internal sealed record CalendarStep(int Kind, string Id, TimeWindow Window, long Amount)
{
    public CalendarFault On(Calendar calendar, out Calendar next) => Kind switch
    {
        0 => calendar.Book(new Booking(Id, Window, Amount), out next),
        1 => calendar.Cancel(Id, out next),
        _ => calendar.Change(Id, Window, out next),
    };

    public CalendarFault On(NaiveCalendar calendar) => Kind switch
    {
        0 => calendar.Book(new Booking(Id, Window, Amount)),
        1 => calendar.Cancel(Id),
        _ => calendar.Change(Id, Window),
    };
}
