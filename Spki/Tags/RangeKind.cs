namespace HiperNet.Spki.Tags;

/// <summary>The orderings of ranges. Prefixes are alpha ranges.</summary>
internal enum RangeKind
{
    /// <summary>Octet by octet.</summary>
    Alpha,

    /// <summary>Unsigned integers, big-endian.</summary>
    Binary,

    /// <summary>Dates with a time of day.</summary>
    Date,

    /// <summary>Decimal numbers.</summary>
    Numeric,

    /// <summary>Times of day.</summary>
    Time,
}
