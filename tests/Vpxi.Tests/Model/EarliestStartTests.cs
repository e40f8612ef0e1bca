using FsCheck.Fluent;
using HiperNet.Testing;
using HiperNet.Vpxi.Model;
using HiperNet.Vpxi.Planning;

namespace HiperNet.Vpxi.Tests.Model;

/// <summary>Searches in calendars that are hard to search; what they take is counted in parts.</summary>
[TestClass]
public sealed class EarliestStartTests
{
    private const int Bookings = 6_000;

    [TestMethod]
    public void In_hard_calendars_it_is_what_a_look_at_every_second_finds() => Property.Check(
        Gen.Choose(1, int.MaxValue),
        seed =>
        {
            SplitMix random = new((ulong)seed);
            foreach ((string name, Calendar calendar) in CalendarShapes.All(Bookings, (ulong)seed))
            {
                SecondsOfUse seconds = new(calendar);
                for (int i = 0; i < 100; i++)
                {
                    long amount = 1 + random.Below((int)calendar.Capacity);
                    long length = 1 + random.Below(150);
                    long from = i % 2 == 0 ? 0 : random.Below(seconds.Seconds);
                    string asked = $"{name}: {amount} for {length} from {from}";
                    long expected = seconds.EarliestStart(amount, length, from);
                    Assert.AreEqual(expected, calendar.EarliestStart(amount, length, from), asked);
                    TimeWindow window = new(from, from + (length * length));
                    Assert.AreEqual(seconds.Free(window), calendar.Free(window), asked);
                }
            }
        },
        count: 3);

    [TestMethod]
    public void A_gap_at_the_end_of_a_hard_calendar_is_found_and_one_second_more_is_not()
    {
        foreach ((string name, Calendar calendar) in CalendarShapes.All(Bookings, 1))
        {
            long end = calendar.Bookings.Max(booking => booking.Window.End);
            const int wide = 1_000;
            Booking wall = new("wall", new(end + wide, end + wide + 1), calendar.Capacity);
            Assert.AreEqual(CalendarFault.None, calendar.Book(wall, out Calendar walled), name);

            Assert.AreEqual(end, walled.EarliestStart(calendar.Capacity, wide, 0), name);
            Assert.AreEqual(end + wide + 1, walled.EarliestStart(calendar.Capacity, wide + 1, 0), name);
        }
    }

    [TestMethod]
    [DataRow(1_000)]
    [DataRow(8_000)]
    [DataRow(64_000)]
    public void A_search_behind_gaps_of_few_levels_looks_at_few_parts(int bookings)
    {
        int most = (int)(10 * Math.Log2(bookings));
        Calendar equal = CalendarShapes.EqualGaps(bookings);
        Assert.AreEqual((bookings * 10) - 5, equal.EarliestStart(1, 6, 0));
        Assert.IsLessThanOrEqualTo(most, equal.EarliestStartVisits(1, 6, 0));
        Calendar teeth = CalendarShapes.Teeth(bookings);
        for (int amount = 1; amount < 96; amount++)
        {
            // The last tooth's end has room for any length.
            int tooShort = 1 + (2 * (97 - amount));
            Assert.IsLessThanOrEqualTo(most, teeth.EarliestStartVisits(amount, tooShort, 0), $"{amount}");
        }
    }

    [TestMethod]
    [DataRow(1_000)]
    [DataRow(8_000)]
    [DataRow(64_000)]
    public void At_the_worst_a_search_looks_at_one_part_for_32_bookings(int bookings)
    {
        Calendar calendar = CalendarShapes.AllDepths(bookings, 7);
        for (long used = 1; used < CalendarShapes.Deep; used += CalendarShapes.Deep / 50)
        {
            long tooLong = CalendarShapes.DepthLength(used) + 1;
            int visits = calendar.EarliestStartVisits(CalendarShapes.Deep - used, tooLong, 0);
            Assert.IsLessThanOrEqualTo(40 + (bookings / 32), visits, $"at {used}");
        }
    }
}
