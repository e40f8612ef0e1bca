using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Tests.Model;

/// <summary>The use of a calendar in every second from 0 on: slow, and plain enough to be right.</summary>
internal sealed class SecondsOfUse
{
    private readonly long capacity;
    private readonly long[] use;

    public SecondsOfUse(Calendar calendar)
    {
        capacity = calendar.Capacity;
        use = new long[1 + calendar.Bookings.Max(booking => booking.Window.End)];
        foreach (Booking booking in calendar.Bookings)
        {
            for (long second = booking.Window.Start; second < booking.Window.End; second++)
            {
                use[second] += booking.Amount;
            }
        }
    }

    public int Seconds => use.Length;

    public long Free(TimeWindow window)
    {
        long peak = 0;
        for (long second = window.Start; second < Math.Min(window.End, use.Length); second++)
        {
            peak = Math.Max(peak, use[second]);
        }

        return capacity - peak;
    }

    public long EarliestStart(long amount, long length, long notBefore)
    {
        long start = notBefore;
        for (long second = notBefore; second < use.Length && second - start < length; second++)
        {
            start = use[second] > capacity - amount ? second + 1 : start;
        }

        return start;
    }
}
