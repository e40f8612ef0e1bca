namespace HiperNet.Registrar.Bookings;

/// <summary>Where the bookings of an infrastructure are.</summary>
public enum VpxiState
{
    /// <summary>They are being made, in more than one transaction; lapses.</summary>
    Booking = 0,

    /// <summary>They are made for a short time, until somebody confirms them; lapses.</summary>
    Held = 1,

    /// <summary>They are made until the end of the window.</summary>
    Allocated = 2,

    /// <summary>They are being taken away.</summary>
    Releasing = 3,
}
