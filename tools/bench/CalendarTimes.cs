using System.Diagnostics;
using HiperNet.Vpxi.Model;

namespace HiperNet.Bench;

/// <summary>
/// How long calendars of a thousand to a million bookings take. Calls are timed in short batches, spread over all of
/// the time, of which the lower quartile is shown: on a busy machine the longer ones measure the others.
/// </summary>
internal sealed class CalendarTimes
{
    private const long Capacity = 96;
    private const int Spacing = 10;
    private const int Batches = 100;
    private static readonly TimeSpan Batch = TimeSpan.FromMilliseconds(1);
    private readonly int bookings;
    private readonly string[] ids;
    private readonly Calendar calendar;
    private readonly Calendar other;
    private readonly long octetsEach;
    private long turn;

    private CalendarTimes(int bookings)
    {
        this.bookings = bookings;
        ids = [.. Enumerable.Range(0, bookings).Select(i => $"vpxi-{i:x8}")];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        calendar = Fill(length: 95, seed: 1);
        octetsEach = (GC.GetTotalMemory(forceFullCollection: true) - before) / bookings;
        other = Fill(length: 85, seed: 2);
    }

    /// <summary>Prints a table.</summary>
    public static int Run()
    {
        foreach (int count in new[] { 1_000, 100_000, 1_000_000 })
        {
            CalendarTimes times = new(count);
            Console.WriteLine($"{count} bookings, {times.octetsEach} octets each");
            times.Measure();
        }

        return 0;
    }

    private static void Must(CalendarFault fault)
    {
        if (fault != CalendarFault.None)
        {
            throw new InvalidOperationException($"a calendar answers {fault}");
        }
    }

    private static void Show(string what, Action call, int batches = Batches)
    {
        _ = Timed(call, WarmCalls(batches));
        long once = Math.Max(1, Enumerable.Range(0, 3).Min(_ => Timed(call, 1)));
        int calls = (int)Math.Max(1, Batch.TotalSeconds * Stopwatch.Frequency / once);
        long[] times = [.. Enumerable.Range(0, batches).Select(_ => Timed(call, calls)).Order()];
        double microseconds = Stopwatch.GetElapsedTime(0, times[batches / 4]).TotalMicroseconds / calls;
        Console.WriteLine(FormattableString.Invariant($"  {what,-40} {microseconds,12:F2} us"));
    }

    // So that the compiler has seen what matters, where a call is short.
    private static int WarmCalls(int batches) => batches == Batches ? 2_000 : 1;

    private static long Timed(Action call, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
        {
            call();
        }

        return Stopwatch.GetTimestamp() - start;
    }

    private void Measure()
    {
        const int Few = 7;
        byte[] octets = CalendarCodec.Write(calendar);
        CalendarNeed[] both = [new(calendar, 52), new(other, 52)];
        CalendarNeed[] byTurns = [new(Turns(0), 1), new(Turns(5), 1)];
        long quarter = bookings * (long)Spacing / 4;
        Show("free in a quarter of the time", () => Free(quarter));
        Show("book", () => Must(calendar.Book(Extra(), out _)));
        Show("cancel", () => Must(calendar.Cancel(ids[Next() / Spacing], out _)));
        Show("extend by a second", Extend);
        Show("earliest start of one", () => calendar.EarliestStart(60, 30, Next()));
        Show("earliest start of two", () => Calendar.EarliestStart(both, 20, Next()));
        Show("earliest start of two free by turns", () => Calendar.EarliestStart(byTurns, 5, 0), Few);
        CalendarWorst.Run(ids);
        Show("write", () => CalendarCodec.Write(calendar), Few);
        Show("read", () => CalendarCodec.TryRead(octets, out _, out _), Few);
    }

    private long Free(long length)
    {
        long start = Next();
        return calendar.Free(new TimeWindow(start, start + length));
    }

    private Booking Extra()
    {
        long start = Next();
        return new Booking("new", new TimeWindow(start, start + 500), 1);
    }

    private void Extend()
    {
        string id = ids[Next() / Spacing];
        _ = calendar.TryGet(id, out Booking? booking);
        Must(calendar.Change(id, new TimeWindow(booking!.Window.Start, booking.Window.End + 1), out _));
    }

    private Calendar Turns(long first)
    {
        Calendar made = Calendar.Empty(1);
        for (int i = 0; i < bookings; i++)
        {
            long start = first + (i * (long)Spacing);
            Must(made.Book(new Booking(ids[i], new TimeWindow(start, start + 5), 1), out made));
        }

        return made;
    }

    private long Next() => turn++ * 7919 % bookings * Spacing;

    private Calendar Fill(long length, ulong seed)
    {
        Calendar made = Calendar.Empty(Capacity);
        for (int i = 0; i < bookings; i++)
        {
            seed = (seed * 6364136223846793005) + 1442695040888963407;
            long start = (i * (long)Spacing) + (long)(seed >> 60);
            Booking booking = new(ids[i], new TimeWindow(start, start + length), 1 + (long)(seed >> 61));
            Must(made.Book(booking, out made));
        }

        return made;
    }
}
