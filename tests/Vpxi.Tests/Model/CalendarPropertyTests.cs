using FsCheck;
using FsCheck.Fluent;
using HiperNet.Vpxi.Model;
using Property = HiperNet.Testing.Property;

namespace HiperNet.Vpxi.Tests.Model;

/// <summary>What holds for every calendar, against one that looks at every second.</summary>
[TestClass]
public sealed class CalendarPropertyTests
{
    private const int First = -8;
    private const int Last = CalendarGen.Horizon + 15;

    [TestMethod]
    public void Every_step_ends_as_in_the_naive_calendar() => Property.Check(CalendarGen.Steps, steps =>
    {
        Calendar calendar = Calendar.Empty(CalendarGen.Capacity);
        NaiveCalendar naive = new(CalendarGen.Capacity);
        foreach (CalendarStep step in steps)
        {
            Calendar before = calendar;
            CalendarFault fault = step.On(before, out calendar);
            Assert.AreEqual(step.On(naive), fault, step.ToString());
            Assert.AreEqual(fault != CalendarFault.None, ReferenceEquals(before, calendar));
        }

        Assert.IsTrue(naive.Bookings.SequenceEqual(calendar.Bookings));
        for (long instant = First; instant < Last; instant++)
        {
            Assert.AreEqual(naive.FreeAt(instant), calendar.FreeAt(instant), $"at {instant}");
            Assert.IsGreaterThanOrEqualTo(0, calendar.FreeAt(instant), "it is never over-booked");
        }
    });

    [TestMethod]
    public void The_free_capacity_of_a_window_is_its_least() => Property.Check(
        CalendarGen.Steps.Zip(CalendarGen.Window),
        sample =>
        {
            (Calendar calendar, NaiveCalendar naive) = Both(sample.Item1);
            Assert.AreEqual(naive.Free(sample.Item2), calendar.Free(sample.Item2));
        });

    [TestMethod]
    public void The_earliest_start_is_that_of_the_naive_calendar()
    {
        Gen<(CalendarStep[] Steps, int Amount, int Length, int From)> cases =
            from steps in CalendarGen.Steps
            from amount in Gen.Choose(1, (int)CalendarGen.Capacity + 1)
            from length in Gen.Choose(1, 12)
            from start in Gen.Choose(First, Last)
            select (steps, amount, length, start);
        Property.Check(cases, sample =>
        {
            (Calendar calendar, NaiveCalendar naive) = Both(sample.Steps);
            Assert.AreEqual(
                naive.EarliestStart(sample.Amount, sample.Length, sample.From),
                calendar.EarliestStart(sample.Amount, sample.Length, sample.From));
        });
    }

    [TestMethod]
    public void The_earliest_start_over_several_has_room_in_all_and_none_before_has()
    {
        Gen<(Calendar[] Calendars, int[] Amounts, int Length)> cases =
            from calendars in CalendarGen.Any.ArrayOf(3)
            from amounts in Gen.Choose(1, (int)CalendarGen.Capacity).ArrayOf(3)
            from length in Gen.Choose(1, 8)
            select (calendars, amounts, length);
        Property.Check(cases, sample =>
        {
            CalendarNeed[] needs =
                [.. sample.Calendars.Zip(sample.Amounts, (calendar, amount) => new CalendarNeed(calendar, amount))];
            long? start = Calendar.EarliestStart(needs, sample.Length, First);
            long expected = First;
            while (!needs.All(need =>
                need.Calendar.Free(new TimeWindow(expected, expected + sample.Length)) >= need.Amount))
            {
                expected++;
            }

            Assert.AreEqual(expected, start);
        });
    }

    [TestMethod]
    public void What_is_written_is_read_again_and_has_one_spelling() => Property.Check(CalendarGen.Steps, steps =>
    {
        Calendar calendar = CalendarGen.After(steps);
        byte[] octets = CalendarCodec.Write(calendar);
        Assert.IsTrue(CalendarCodec.TryRead(octets, out Calendar? read, out CalendarFault fault), fault.ToString());
        Assert.IsTrue(calendar.Bookings.SequenceEqual(read.Bookings));
        Assert.AreEqual(calendar.Capacity, read.Capacity);
        for (long instant = First; instant < Last; instant++)
        {
            Assert.AreEqual(calendar.FreeAt(instant), read.FreeAt(instant));
        }

        CollectionAssert.AreEqual(octets, CalendarCodec.Write(read));
    });

    private static (Calendar Calendar, NaiveCalendar Naive) Both(CalendarStep[] steps)
    {
        NaiveCalendar naive = new(CalendarGen.Capacity);
        Array.ForEach(steps, step => step.On(naive));
        return (CalendarGen.After(steps), naive);
    }
}
