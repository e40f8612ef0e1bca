using System.Diagnostics;
using HiperNet.Vpxi.Model;

namespace HiperNet.Bench;

/// <summary>
/// Searches for an earliest start that no gap of a calendar is long enough for: each is a second too short. The first
/// search after the bookings finds out how long the gaps are; the slowest of 97 others, each the best of five, counts.
/// </summary>
internal sealed class CalendarWorst
{
    private const int Searches = 97;
    private readonly Calendar calendar;
    private readonly string name;
    private readonly Func<int, (long Amount, long Length)> question;

    private CalendarWorst(string name, Calendar calendar, Func<int, (long Amount, long Length)> question) =>
        (this.name, this.calendar, this.question) = (name, calendar, question);

    /// <summary>Prints a line for each calendar of so many bookings.</summary>
    public static void Run(string[] ids)
    {
        Equal(ids).Measure();
        Teeth(ids).Measure();
        Diagonal(ids).Measure();
    }

    /// <summary>Full and empty by turns, five seconds each.</summary>
    private static CalendarWorst Equal(string[] ids)
    {
        Calendar made = Calendar.Empty(96);
        for (int i = 0; i < ids.Length; i++)
        {
            Book(ref made, ids[i], i * 10L, 5, 96);
        }

        return new CalendarWorst("equal gaps", made, i => (1 + (i % 96), 6));
    }

    /// <summary>Falls from full to almost empty in 96 steps, again and again: a stretch for each level.</summary>
    private static CalendarWorst Teeth(string[] ids)
    {
        const int Levels = 96;
        const int Step = 10;
        Calendar made = Calendar.Empty(Levels);
        for (int i = 0; i < ids.Length; i++)
        {
            long start = i / Levels * (long)((Levels + 1) * Step);
            Book(ref made, ids[i], start, (1 + (i % Levels)) * Step, 1);
        }

        return new CalendarWorst(
            "teeth of 96 levels", made, i => (1 + (i % Levels), ((Levels + 1 - (1 + (i % Levels))) * Step) + 1));
    }

    /// <summary>
    /// Gaps of all depths, the deeper the shorter, so that each matters to some question; no two are equal.
    /// </summary>
    private static CalendarWorst Diagonal(string[] ids)
    {
        const long Capacity = 1L << 40;
        const long Second = 1L << 20;
        Calendar made = Calendar.Empty(Capacity);
        ulong seed = 1;
        long time = 0;
        for (int i = 0; i < ids.Length; i += 2)
        {
            seed = (seed * 6364136223846793005) + 1442695040888963407;
            long used = Math.Max(1, (long)(seed >> 24));
            long length = 1 + (used / Second);
            Book(ref made, ids[i], time, 10, Capacity);
            Book(ref made, ids[i + 1], time + 10, length, used);
            time += 10 + length;
        }

        return new CalendarWorst(
            "gaps of all depths",
            made,
            i => ((Capacity * i / Searches) + 1, (Capacity / Second * (Searches - i) / Searches) + 2));
    }

    private static void Book(ref Calendar calendar, string id, long start, long length, long amount)
    {
        Booking booking = new(id, new TimeWindow(start, start + length), amount);
        CalendarFault fault = calendar.Book(booking, out calendar);
        if (fault != CalendarFault.None)
        {
            throw new InvalidOperationException($"a calendar answers {fault}");
        }
    }

    private void Measure()
    {
        double first = Timed(0);
        double[] times = new double[Searches];
        for (int i = 0; i < Searches; i++)
        {
            times[i] = Enumerable.Range(0, 5).Min(_ => Timed(i));
        }

        Array.Sort(times);
        Console.WriteLine(FormattableString.Invariant(
            $"  behind {name,-33} {times[^1],12:F2} us, the first search {first:F0} us"));
    }

    private double Timed(int search)
    {
        (long amount, long length) = question(search);
        long start = Stopwatch.GetTimestamp();
        long? found = calendar.EarliestStart(amount, length, 0);
        double time = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        if (found is null)
        {
            throw new InvalidOperationException("there is room in the end");
        }

        return time;
    }
}
