namespace HiperNet.Spki.Tags;

/// <summary>Times of day, <c>HH:MM:SS</c>. The rank counts seconds from midnight.</summary>
internal sealed class TimeOrdering : RankOrdering
{
    private TimeOrdering()
        : base(RangeKind.Time, "time", 0, ClockText.SecondsPerDay - 1)
    {
    }

    public static TimeOrdering Instance { get; } = new();

    public override bool TryRank(ReadOnlySpan<byte> octets, out Int128 rank)
    {
        bool isTime = ClockText.TryReadTime(octets, out int seconds);
        rank = seconds;
        return isTime;
    }

    public override byte[] Spell(Int128 rank)
    {
        byte[] text = new byte[ClockText.TimeLength];
        ClockText.WriteTime((int)rank, text);
        return text;
    }

    /// <summary>The spellings sort as the times do.</summary>
    public override bool MayMeet(Int128 low, Int128 high, OctetRangeTag octets) =>
        octets.Overlaps(Spell(low), Spell(high));
}
