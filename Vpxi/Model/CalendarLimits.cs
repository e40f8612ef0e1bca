namespace HiperNet.Vpxi.Model;

/// <summary>How much a calendar takes.</summary>
public static class CalendarLimits
{
    /// <summary>The most characters of a booking's identifier; each is visible ASCII.</summary>
    public const int IdLength = 128;

    /// <summary>The most bookings of a calendar.</summary>
    public const int Bookings = 4_000_000;

    /// <summary>The most octets that the reader looks at.</summary>
    public const int Octets = 512 * 1024 * 1024;
}
