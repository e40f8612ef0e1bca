namespace HiperNet.Registrar.Bookings;

/// <summary>Why nothing was done.</summary>
public enum AllocatorFault
{
    /// <summary>It was.</summary>
    None = 0,

    /// <summary>There is no plan; the refusal says why.</summary>
    Refused,

    /// <summary>The description is wrong; the detail has the first error.</summary>
    Document,

    /// <summary>The name is none, or somebody else's, or is used for something else.</summary>
    Name,

    /// <summary>There is no infrastructure of this name.</summary>
    Unknown,

    /// <summary>Its state does not allow it: it has lapsed, or is being released.</summary>
    State,

    /// <summary>Others changed the same resources all the time.</summary>
    Busy,

    /// <summary>The log could not be told of it; the detail says why. Nothing was done; try again later.</summary>
    Log,

    /// <summary>The store did not answer as it must; the detail has its words.</summary>
    Store,
}
