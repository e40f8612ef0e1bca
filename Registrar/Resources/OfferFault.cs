namespace HiperNet.Registrar.Resources;

/// <summary>Why nothing was done.</summary>
public enum OfferFault
{
    /// <summary>It was.</summary>
    None = 0,

    /// <summary>The name is none, or somebody else's.</summary>
    Name,

    /// <summary>The document is no pool; the detail has the first error.</summary>
    Document,

    /// <summary>A node has no resource, or its key does not grant the registrar what it must.</summary>
    Certificate,

    /// <summary>There is no such offer.</summary>
    Unknown,

    /// <summary>It is larger than the store takes.</summary>
    TooLarge,

    /// <summary>Others changed it all the time.</summary>
    Busy,

    /// <summary>The log takes nothing at the moment, so nothing may be done.</summary>
    Log,

    /// <summary>The store did not answer as it must.</summary>
    Store,
}
