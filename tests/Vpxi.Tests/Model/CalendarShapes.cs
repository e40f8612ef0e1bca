using HiperNet.Vpxi.Model;
using HiperNet.Vpxi.Planning;

namespace HiperNet.Vpxi.Tests.Model;

/// <summary>Calendars whose gaps are hard to tell from long enough ones.</summary>
internal static class CalendarShapes
{
    public const long Deep = 1 << 20;
    private const int Levels = 96;

    public static IEnumerable<(string Name, Calendar Calendar)> All(int bookings, ulong seed)
    {
        yield return ("equal gaps", EqualGaps(bookings));
        yield return ("teeth", Teeth(bookings));
        yield return ("all depths", AllDepths(bookings, seed));
        yield return ("any", Any(bookings, seed));
    }

    /// <summary>Full and empty by turns, five seconds each.</summary>
    public static Calendar EqualGaps(int bookings) => Book(
        Levels, Enumerable.Range(0, bookings).Select(i => new Booking($"b{i}", new(i * 10, (i * 10) + 5), Levels)));

    /// <summary>Falls from full to almost empty in 96 steps of two seconds, again and again.</summary>
    public static Calendar Teeth(int bookings) => Book(
        Levels,
        Enumerable.Range(0, bookings).Select(i =>
        {
            long start = i / Levels * (2L * (Levels + 1));
            return new Booking($"b{i}", new(start, start + (2 * (1 + (i % Levels)))), 1);
        }));

    /// <summary>Gaps of all depths, the deeper the shorter: each of them matters to some question.</summary>
    public static Calendar AllDepths(int bookings, ulong seed)
    {
        SplitMix random = new(seed);
        List<Booking> all = [];
        for (long time = 0; all.Count < bookings;)
        {
            long used = 1 + random.Below((int)Deep);
            long length = DepthLength(used);
            all.Add(new Booking($"b{all.Count}", new(time, time + 2), Deep));
            all.Add(new Booking($"b{all.Count}", new(time + 2, time + 2 + length), used));
            time += 2 + length;
        }

        return Book(Deep, all);
    }

    /// <summary>How long a gap of <see cref="AllDepths"/> is.</summary>
    public static long DepthLength(long used) => 1 + (used / 8_192);

    /// <summary>What fits of bookings without an order, of which some are taken away again.</summary>
    public static Calendar Any(int bookings, ulong seed)
    {
        SplitMix random = new(seed);
        Calendar calendar = Calendar.Empty(Deep);
        for (int i = 0; i < bookings; i++)
        {
            long start = random.Below(bookings * 4);
            long length = 1 + random.Below(40);
            long amount = 1 + random.Below((int)Deep / 3);
            calendar.Book(new Booking($"b{i}", new(start, start + length), amount), out calendar);
            if (i % 3 == 2)
            {
                calendar.Cancel($"b{random.Below(i)}", out calendar);
            }
        }

        return calendar;
    }

    private static Calendar Book(long capacity, IEnumerable<Booking> bookings)
    {
        Calendar calendar = Calendar.Empty(capacity);
        foreach (Booking booking in bookings)
        {
            Assert.AreEqual(CalendarFault.None, calendar.Book(booking, out calendar));
        }

        return calendar;
    }
}
