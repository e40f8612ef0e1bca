using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace HiperNet.Vpxi.Model;

/// <summary>
/// The one spelling of a calendar in octets: the version, the capacity, how many bookings, and for each of them, by
/// identifier in ordinal order, its identifier, start, length and amount. Numbers are in groups of seven bits, the
/// lowest first, as short as they can be; a start has its sign in the lowest bit; an identifier follows its length.
/// </summary>
public static class CalendarCodec
{
    /// <summary>The version that is written, and the only one that is read.</summary>
    public const byte Version = 1;

    /// <summary>The fewest octets of a booking.</summary>
    private const int LeastBooking = 5;

    /// <summary>Writes a calendar.</summary>
    public static byte[] Write(Calendar calendar)
    {
        ArrayBufferWriter<byte> octets = new();
        octets.Write([Version]);
        WriteNumber(octets, (ulong)calendar.Capacity);
        WriteNumber(octets, (ulong)calendar.Count);
        foreach (Booking booking in calendar.Bookings)
        {
            WriteNumber(octets, (ulong)booking.Id.Length);
            octets.Write(Encoding.ASCII.GetBytes(booking.Id));
            WriteNumber(octets, (ulong)((booking.Window.Start << 1) ^ (booking.Window.Start >> 63)));
            WriteNumber(octets, (ulong)booking.Window.End - (ulong)booking.Window.Start);
            WriteNumber(octets, (ulong)booking.Amount);
        }

        return octets.WrittenSpan.ToArray();
    }

    /// <summary>Reads a calendar from octets that nobody vouches for.</summary>
    /// <param name="octets">All of them.</param>
    /// <param name="calendar">The calendar; null if it is refused.</param>
    /// <param name="fault">Why it is refused.</param>
    /// <returns>Whether it is the spelling of a calendar that is not over-booked.</returns>
    public static bool TryRead(
        ReadOnlySpan<byte> octets, [NotNullWhen(true)] out Calendar? calendar, out CalendarFault fault)
    {
        calendar = null;
        fault = ReadHead(ref octets, out long capacity, out int count);
        if (fault != CalendarFault.None)
        {
            return false;
        }

        // The number is bounded by the octets that are there, so that it takes no memory that nobody has sent.
        List<Booking> bookings = new(count);
        for (int i = 0; i < count; i++)
        {
            string before = i == 0 ? "" : bookings[i - 1].Id;
            fault = ReadBooking(ref octets, capacity, before, out Booking? booking);
            if (fault != CalendarFault.None)
            {
                return false;
            }

            bookings.Add(booking!);
        }

        if (!octets.IsEmpty)
        {
            fault = CalendarFault.Trailing;
            return false;
        }

        return TryMake(capacity, bookings, out calendar, out fault);
    }

    private static bool TryMake(
        long capacity, List<Booking> bookings, [NotNullWhen(true)] out Calendar? calendar, out CalendarFault fault)
    {
        (long Time, Int128 Delta)[] edges =
        [
            .. bookings.Select(booking => (booking.Window.Start, (Int128)booking.Amount)),
            .. bookings.Select(booking => (booking.Window.End, -(Int128)booking.Amount)),
        ];
        Array.Sort(edges, (left, right) => left.Time.CompareTo(right.Time));
        List<ProfileChange> changes = new(edges.Length);
        Int128 level = 0;
        for (int i = 0; i < edges.Length;)
        {
            Int128 delta = 0;
            long time = edges[i].Time;
            for (; i < edges.Length && edges[i].Time == time; i++)
            {
                delta += edges[i].Delta;
            }

            level += delta;
            if (level > capacity)
            {
                (calendar, fault) = (null, CalendarFault.Overbooked);
                return false;
            }

            if (delta != 0)
            {
                changes.Add(new ProfileChange(time, (long)level));
            }
        }

        ProfileNode? profile = ProfileTree.Build(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(changes));
        calendar = new Calendar(
            capacity, bookings.ToImmutableSortedDictionary(b => b.Id, b => b, StringComparer.Ordinal), profile);
        fault = CalendarFault.None;
        return true;
    }

    private static CalendarFault ReadHead(ref ReadOnlySpan<byte> octets, out long capacity, out int count)
    {
        (capacity, count) = (0, 0);
        if (octets.IsEmpty)
        {
            return CalendarFault.Truncated;
        }

        if (octets[0] != Version)
        {
            return CalendarFault.Version;
        }

        if (octets.Length > CalendarLimits.Octets)
        {
            return CalendarFault.TooMany;
        }

        octets = octets[1..];
        CalendarFault fault = ReadNumber(ref octets, out ulong first);
        ulong second = 0;
        fault = fault == CalendarFault.None ? ReadNumber(ref octets, out second) : fault;
        if (fault != CalendarFault.None)
        {
            return fault;
        }

        if (first > long.MaxValue)
        {
            return CalendarFault.Malformed;
        }

        if (second > CalendarLimits.Bookings)
        {
            return CalendarFault.TooMany;
        }

        (capacity, count) = ((long)first, (int)second);
        return count > octets.Length / LeastBooking ? CalendarFault.Truncated : CalendarFault.None;
    }

    private static CalendarFault ReadBooking(
        ref ReadOnlySpan<byte> octets, long capacity, string before, out Booking? booking)
    {
        booking = null;
        CalendarFault fault = ReadId(ref octets, out string id);
        Span<ulong> numbers = stackalloc ulong[3];
        for (int i = 0; i < numbers.Length && fault == CalendarFault.None; i++)
        {
            fault = ReadNumber(ref octets, out numbers[i]);
        }

        if (fault != CalendarFault.None)
        {
            return fault;
        }

        long start = (long)(numbers[0] >> 1) ^ -(long)(numbers[0] & 1);
        long end = unchecked((long)((ulong)start + numbers[1]));
        if (string.CompareOrdinal(before, id) >= 0 || !Booking.IsId(id) || !IsAfter(start, end, numbers[1])
            || numbers[2] == 0 || numbers[2] > long.MaxValue)
        {
            return CalendarFault.Malformed;
        }

        if (numbers[2] > (ulong)capacity)
        {
            return CalendarFault.Overbooked;
        }

        booking = new Booking(id, new TimeWindow(start, end), (long)numbers[2]);
        return CalendarFault.None;
    }

    // A sum that has gone around the end of time is not after the start, or not by as much as the length says.
    private static bool IsAfter(long start, long end, ulong length) =>
        end > start && (Int128)end - start == (Int128)length;

    private static CalendarFault ReadId(ref ReadOnlySpan<byte> octets, out string id)
    {
        id = "";
        CalendarFault fault = ReadNumber(ref octets, out ulong length);
        if (fault != CalendarFault.None)
        {
            return fault;
        }

        if (length > CalendarLimits.IdLength)
        {
            return CalendarFault.Malformed;
        }

        if (length > (ulong)octets.Length)
        {
            return CalendarFault.Truncated;
        }

        id = Encoding.Latin1.GetString(octets[..(int)length]);
        octets = octets[(int)length..];
        return CalendarFault.None;
    }

    private static void WriteNumber(ArrayBufferWriter<byte> octets, ulong number)
    {
        for (; number > 0x7F; number >>= 7)
        {
            octets.Write([(byte)(number | 0x80)]);
        }

        octets.Write([(byte)number]);
    }

    private static CalendarFault ReadNumber(ref ReadOnlySpan<byte> octets, out ulong number)
    {
        number = 0;
        for (int i = 0; i < octets.Length; i++)
        {
            ulong group = octets[i] & 0x7Fu;
            if (i > 9 || (i == 9 && group > 1))
            {
                return CalendarFault.Malformed;
            }

            number |= group << (7 * i);
            if (octets[i] < 0x80)
            {
                octets = octets[(i + 1)..];
                return i > 0 && group == 0 ? CalendarFault.Malformed : CalendarFault.None;
            }
        }

        return CalendarFault.Truncated;
    }
}
