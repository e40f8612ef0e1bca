using HiperNet.Testing;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Tests.Model;

/// <summary>What the reader of calendars refuses; everything else is refused by being no known spelling.</summary>
[TestClass]
public sealed class CalendarCodecTests
{
    private static Calendar Sample
    {
        get
        {
            Calendar.Empty(300).Book(new Booking("a", new TimeWindow(-3, 200), 200), out Calendar calendar);
            calendar.Book(new Booking("b", new TimeWindow(0, 5), 100), out calendar);
            return calendar;
        }
    }

    [TestMethod]
    public void The_spelling_is_as_the_page_says() => Assert.AreEqual(
        "01" + "AC02" + "02" + "0161" + "05" + "CB01" + "C801" + "0162" + "00" + "05" + "64",
        Convert.ToHexString(CalendarCodec.Write(Sample)));

    [TestMethod]
    [DataRow("", CalendarFault.Truncated, DisplayName = "nothing")]
    [DataRow("02AC0200", CalendarFault.Version, DisplayName = "a later version")]
    [DataRow("01AC", CalendarFault.Truncated, DisplayName = "half a capacity")]
    [DataRow("01AC8000", CalendarFault.Malformed, DisplayName = "a number in more octets than it needs")]
    [DataRow("01FFFFFFFFFFFFFFFFFF0100", CalendarFault.Malformed, DisplayName = "a capacity of 64 bits")]
    [DataRow("01FFFFFFFFFFFFFFFFFFFF0100", CalendarFault.Malformed, DisplayName = "a number of 70 bits")]
    [DataRow("0105FFFFFFFF0F", CalendarFault.TooMany, DisplayName = "more bookings than any calendar has")]
    [DataRow("01058080400161000101", CalendarFault.Truncated, DisplayName = "more bookings than octets")]
    [DataRow("0105010161000501FF", CalendarFault.Trailing, DisplayName = "an octet more")]
    [DataRow("0105010100000501", CalendarFault.Malformed, DisplayName = "an identifier with a NUL")]
    [DataRow("01050181010161000501", CalendarFault.Malformed, DisplayName = "an identifier that is too long")]
    [DataRow("01050110616161000501", CalendarFault.Truncated, DisplayName = "half an identifier")]
    [DataRow("0105010161000001", CalendarFault.Malformed, DisplayName = "an empty window")]
    [DataRow("0105010161000500", CalendarFault.Malformed, DisplayName = "an amount of 0")]
    [DataRow("0105010161000506", CalendarFault.Overbooked, DisplayName = "more than the capacity")]
    [DataRow("0105020161000503" + "0162000503", CalendarFault.Overbooked, DisplayName = "together more")]
    [DataRow("0105020161000503" + "0161000501", CalendarFault.Malformed, DisplayName = "the same identifier twice")]
    [DataRow("0105020162000503" + "0161000501", CalendarFault.Malformed, DisplayName = "out of order")]
    [DataRow("0105010161FEFFFFFFFFFFFFFFFF010501", CalendarFault.Malformed, DisplayName = "beyond the end of time")]
    public void Octets_that_are_no_calendar_are_refused(string octets, CalendarFault expected)
    {
        byte[] read = Convert.FromHexString(octets);
        Assert.IsFalse(CalendarCodec.TryRead(read, out Calendar? calendar, out CalendarFault fault));
        Assert.AreEqual(expected, fault);
        Assert.IsNull(calendar);
    }

    [TestMethod]
    public void Every_beginning_of_a_calendar_is_refused()
    {
        byte[] octets = CalendarCodec.Write(Sample);
        for (int length = 0; length < octets.Length; length++)
        {
            Assert.IsFalse(CalendarCodec.TryRead(octets.AsSpan(0, length), out _, out CalendarFault fault));
            Assert.AreEqual(CalendarFault.Truncated, fault, $"{length} octets");
        }
    }

    [TestMethod]
    public void What_is_read_of_mutated_octets_is_written_the_same()
    {
        byte[] good = CalendarCodec.Write(Sample);
        int accepted = FuzzRun.Each(20_000, source => source.Mutate(good), input =>
        {
            if (!CalendarCodec.TryRead(input, out Calendar? calendar, out CalendarFault fault))
            {
                Assert.AreNotEqual(CalendarFault.None, fault);
                return false;
            }

            CollectionAssert.AreEqual(input, CalendarCodec.Write(calendar));
            Assert.IsGreaterThanOrEqualTo(0, calendar.Free(new TimeWindow(long.MinValue, long.MaxValue)));
            return true;
        });
        Assert.IsGreaterThan(0, accepted);
    }
}
