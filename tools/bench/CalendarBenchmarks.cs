using BenchmarkDotNet.Attributes;
using HiperNet.Vpxi.Model;

namespace HiperNet.Bench;

/// <summary>Calendars from a thousand bookings to a million. The aim: times that hardly grow.</summary>
public class CalendarBenchmarks
{
    private const long Capacity = 96;
    private const int Spacing = 10;
    private Calendar calendar = Calendar.Empty(Capacity);
    private Calendar other = Calendar.Empty(Capacity);
    private Calendar fragmented = Calendar.Empty(Capacity);
    private byte[] octets = [];
    private string[] ids = [];
    private long turn;

    [Params(1_000, 100_000, 1_000_000)]
    public int Bookings { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        ids = [.. Enumerable.Range(0, Bookings).Select(i => $"vpxi-{i:x8}")];
        calendar = Fill(length: 95, seed: 1);
        other = Fill(length: 85, seed: 2);
        fragmented = Calendar.Empty(Capacity);
        for (int i = 0; i < Bookings; i++)
        {
            long start = i * (long)Spacing;
            fragmented.Book(new Booking(ids[i], new TimeWindow(start, start + 5), Capacity), out fragmented);
        }

        octets = CalendarCodec.Write(calendar);
    }

    [Benchmark]
    public long FreeInAWindow()
    {
        long start = Next();
        return calendar.Free(new TimeWindow(start, start + (Bookings * (long)Spacing / 4)));
    }

    [Benchmark]
    public int BookAndCancel()
    {
        long start = Next();
        calendar.Book(new Booking("new", new TimeWindow(start, start + 500), 1), out Calendar next);
        next.Cancel("new", out next);
        return next.Count;
    }

    [Benchmark]
    public int Extend()
    {
        string id = ids[Next() / Spacing];
        _ = calendar.TryGet(id, out Booking? booking);
        TimeWindow window = new(booking!.Window.Start, booking.Window.End + 1);
        calendar.Change(id, window, out Calendar next);
        return next.Count;
    }

    [Benchmark]
    public long? EarliestStartOfOne() => calendar.EarliestStart(60, 30, Next());

    [Benchmark]
    public long? EarliestStartOfTwo() =>
        Calendar.EarliestStart([new(calendar, 52), new(other, 52)], 20, Next());

    [Benchmark]
    public long? EarliestStartBehindAllGaps() => fragmented.EarliestStart(1, Spacing, 0);

    [Benchmark]
    public byte[] Write() => CalendarCodec.Write(calendar);

    [Benchmark]
    public bool Read() => CalendarCodec.TryRead(octets, out _, out _);

    // The same places at each run, spread over all of the time.
    private long Next() => turn++ * 7919 % Bookings * Spacing;

    private Calendar Fill(long length, ulong seed)
    {
        Calendar made = Calendar.Empty(Capacity);
        for (int i = 0; i < Bookings; i++)
        {
            seed = (seed * 6364136223846793005) + 1442695040888963407;
            long start = (i * (long)Spacing) + (long)(seed >> 60);
            if (made.Book(new Booking(ids[i], new TimeWindow(start, start + length), 1 + (long)(seed >> 61)), out made)
                != CalendarFault.None)
            {
                throw new InvalidOperationException("All bookings fit.");
            }
        }

        return made;
    }
}
