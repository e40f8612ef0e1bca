using HiperNet.Testing;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Tests.Model;

[TestClass]
public sealed class CalendarTests
{
    private const int Many = 100_000;

    private static Calendar Booked(params (long Start, long End, long Amount)[] bookings)
    {
        Calendar calendar = Calendar.Empty(4);
        foreach ((int index, (long start, long end, long amount)) in bookings.Index())
        {
            Booking booking = new($"b{index}", new TimeWindow(start, end), amount);
            Assert.AreEqual(CalendarFault.None, calendar.Book(booking, out calendar));
        }

        return calendar;
    }

    [TestMethod]
    public void Bookings_that_touch_share_nothing() =>
        Assert.AreEqual(0, Booked((0, 10, 4), (10, 20, 4)).Free(new(0, 20)));

    [TestMethod]
    public void A_booking_that_does_not_fit_in_one_second_is_refused()
    {
        Calendar calendar = Booked((5, 6, 1));

        Assert.AreEqual(CalendarFault.Full, calendar.Book(new Booking("x", new(0, 10), 4), out Calendar next));
        Assert.AreSame(calendar, next);
        Assert.AreEqual(CalendarFault.Exists, calendar.Book(new Booking("b0", new(20, 30), 1), out _));
        Assert.AreEqual(CalendarFault.Unknown, calendar.Cancel("x", out _));
    }

    [TestMethod]
    public void A_booking_is_extended_into_what_is_free_and_no_further()
    {
        Calendar calendar = Booked((0, 10, 3), (20, 30, 2));

        Assert.AreEqual(CalendarFault.None, calendar.Change("b0", new(0, 20), out Calendar longer));
        Assert.AreEqual(CalendarFault.Full, longer.Change("b0", new(0, 21), out _));
        Assert.AreEqual(CalendarFault.None, longer.Change("b0", new(0, 5), out Calendar shorter));
        Assert.AreEqual(4, shorter.Free(new(5, 20)));
        Assert.AreEqual(1, calendar.FreeAt(9), "the calendar before is as it was");
    }

    [TestMethod]
    public void An_earliest_start_is_none_beyond_the_capacity_or_the_end_of_time()
    {
        Assert.IsNull(Booked().EarliestStart(5, 1, 0));
        Assert.IsNull(Booked().EarliestStart(1, 10, long.MaxValue - 5));
        Assert.AreEqual(long.MinValue, Booked().EarliestStart(1, long.MaxValue, long.MinValue));
        Assert.AreEqual(7, Calendar.EarliestStart([], 1, 7));
    }

    [TestMethod]
    public void Amounts_may_be_as_large_as_numbers_are()
    {
        Calendar calendar = Calendar.Empty(long.MaxValue);
        for (int i = 0; i < 20; i++)
        {
            Booking all = new($"b{i}", new TimeWindow(i * 10, (i * 10) + 10), long.MaxValue);
            Assert.AreEqual(CalendarFault.None, calendar.Book(all, out calendar));
        }

        Assert.AreEqual(CalendarFault.Full, calendar.Book(new Booking("x", new(199, 201), 1), out _));
        Assert.AreEqual(200, calendar.EarliestStart(1, 1, 0));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("with space")]
    [DataRow("\u00e9")]
    public void An_identifier_is_visible_ASCII(string id) =>
        Assert.ThrowsExactly<ArgumentException>(() => new Booking(id, new TimeWindow(0, 1), 1));

    [TestMethod]
    public void Writers_that_compare_and_swap_never_overbook()
    {
        const int Slots = 50;
        const int Writers = 8;
        Calendar shared = Calendar.Empty(3);
        int granted = 0;
        Parallel.For(0, Writers, new ParallelOptions { MaxDegreeOfParallelism = Writers }, writer =>
        {
            for (int slot = 0; slot < Slots; slot++)
            {
                Booking booking = new($"{writer}/{slot}", new TimeWindow(slot * 5, (slot * 5) + 6), 1);
                Interlocked.Add(ref granted, TryBook(ref shared, booking) ? 1 : 0);
            }
        });

        Assert.AreEqual(granted, shared.Count);
        Assert.IsTrue(Enumerable.Range(0, (Slots * 5) + 6).All(instant => shared.FreeAt(instant) is >= 0 and <= 3));
        Assert.AreEqual(0, shared.Free(new TimeWindow(0, Slots * 5)), "what is left is taken somewhere");
        CalendarCodec.TryRead(CalendarCodec.Write(shared), out Calendar? read, out CalendarFault fault);
        Assert.AreEqual(CalendarFault.None, fault);
        Assert.AreEqual(granted, read!.Count);
    }

    [TestMethod]
    public void A_hundred_times_the_bookings_cost_nowhere_near_a_hundred_times_the_time()
    {
        Calendar small = Long(Many / 100);
        Calendar large = Long(Many);
        TimeSpan few = ShortestTime.Of(() => Ask(small, Many / 100));
        TimeSpan many = ShortestTime.Of(() => Ask(large, Many));
        Assert.IsLessThan(20, many / few);
    }

    private static bool TryBook(ref Calendar shared, Booking booking)
    {
        while (true)
        {
            Calendar before = Volatile.Read(ref shared);
            if (before.Book(booking, out Calendar next) != CalendarFault.None)
            {
                return false;
            }

            if (ReferenceEquals(Interlocked.CompareExchange(ref shared, next, before), before))
            {
                return true;
            }
        }
    }

    private static Calendar Long(int count)
    {
        Calendar calendar = Calendar.Empty(8);
        for (int i = 0; i < count; i++)
        {
            calendar.Book(new Booking($"b{i}", new TimeWindow(i * 10, (i * 10) + 25), 2), out calendar);
        }

        return calendar;
    }

    private static void Ask(Calendar calendar, int count)
    {
        for (int i = 0; i < 2_000; i++)
        {
            long start = i * 7919L % count * 10;
            Assert.IsGreaterThanOrEqualTo(0, calendar.Free(new TimeWindow(start, start + (count * 5L))));
            Assert.IsNotNull(calendar.EarliestStart(8, 100, start % 100));
            calendar.Cancel($"b{start / 10}", out Calendar less);
            Assert.AreEqual(calendar.Count - 1, less.Count);
        }
    }
}
