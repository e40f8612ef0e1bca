namespace HiperNet.Vpxi.Model;

/// <summary>Why a calendar refused.</summary>
public enum CalendarFault
{
    /// <summary>It did not.</summary>
    None = 0,

    /// <summary>Somewhere in the window the capacity is not enough.</summary>
    Full,

    /// <summary>There is a booking with this identifier.</summary>
    Exists,

    /// <summary>There is no booking with this identifier.</summary>
    Unknown,

    /// <summary>There are <see cref="CalendarLimits.Bookings"/> already.</summary>
    TooMany,

    /// <summary>The octets end too early.</summary>
    Truncated,

    /// <summary>The octets are of a version that this reader does not know.</summary>
    Version,

    /// <summary>The octets are not the one spelling of a calendar.</summary>
    Malformed,

    /// <summary>There are octets after the end.</summary>
    Trailing,

    /// <summary>The octets hold more bookings than the capacity allows.</summary>
    Overbooked,
}
