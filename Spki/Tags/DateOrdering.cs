namespace HiperNet.Spki.Tags;

/// <summary>
/// Dates with a time of day, <c>YYYY-MM-DD_HH:MM:SS</c>, Gregorian, years 0001 to 9999. The rank counts
/// seconds from the first of them.
/// </summary>
internal sealed class DateOrdering : RankOrdering
{
    private const int DateLength = 10;
    private const int Length = DateLength + 1 + ClockText.TimeLength;

    private const long Days = 3_652_059;

    private DateOrdering()
        : base(RangeKind.Date, "date", 0, (Days * ClockText.SecondsPerDay) - 1)
    {
    }

    public static DateOrdering Instance { get; } = new();

    public override bool TryRank(ReadOnlySpan<byte> octets, out Int128 rank)
    {
        rank = 0;
        if (octets.Length != Length
            || octets[DateLength] != (byte)'_'
            || !TryReadDay(octets[..DateLength], out int day)
            || !ClockText.TryReadTime(octets[(DateLength + 1)..], out int seconds))
        {
            return false;
        }

        rank = ((long)day * ClockText.SecondsPerDay) + seconds;
        return true;
    }

    public override byte[] Spell(Int128 rank)
    {
        (long day, long seconds) = long.DivRem((long)rank, ClockText.SecondsPerDay);
        DateOnly date = DateOnly.FromDayNumber((int)day);
        byte[] text = new byte[Length];
        ClockText.WriteField(date.Year, text.AsSpan(0, 4));
        text[4] = (byte)'-';
        ClockText.WriteField(date.Month, text.AsSpan(5, 2));
        text[7] = (byte)'-';
        ClockText.WriteField(date.Day, text.AsSpan(8, 2));
        text[DateLength] = (byte)'_';
        ClockText.WriteTime((int)seconds, text.AsSpan(DateLength + 1));
        return text;
    }

    /// <summary>The spellings sort as the dates do.</summary>
    public override bool MayMeet(Int128 low, Int128 high, OctetRangeTag octets) =>
        octets.Overlaps(Spell(low), Spell(high));

    private static bool TryReadDay(ReadOnlySpan<byte> octets, out int day)
    {
        day = 0;
        int year = ClockText.Field(octets[..4]);
        int month = ClockText.Field(octets[5..7]);
        int dayOfMonth = ClockText.Field(octets[8..]);
        if (octets[4] != (byte)'-'
            || octets[7] != (byte)'-'
            || year < 1
            || month is < 1 or > 12
            || dayOfMonth < 1
            || dayOfMonth > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        day = new DateOnly(year, month, dayOfMonth).DayNumber;
        return true;
    }
}
