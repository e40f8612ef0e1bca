namespace HiperNet.Registrar.Requests;

/// <summary>What is known of a request.</summary>
public enum RequestState
{
    /// <summary>Nothing.</summary>
    Unknown = 0,

    /// <summary>It is now in progress, by who asked this.</summary>
    Begun,

    /// <summary>Somebody else does it at this moment, or died in it within the last minute.</summary>
    InProgress,

    /// <summary>It was done; the answer is there.</summary>
    Done,

    /// <summary>Its key was used for another request.</summary>
    OtherRequest,

    /// <summary>The key is empty or too long.</summary>
    BadKey,

    /// <summary>So many requests of this principal are remembered that no more can be.</summary>
    TooMany,

    /// <summary>The store did not answer as it must; the detail has its words. Nothing may be done.</summary>
    Store,
}
