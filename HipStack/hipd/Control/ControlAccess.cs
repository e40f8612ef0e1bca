namespace HiperNet.Hipd.Control;

/// <summary>What a caller may ask for.</summary>
internal enum ControlAccess
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Everything but secrets: the daemon's own user, and members of the socket's group.</summary>
    Member,

    /// <summary>Everything.</summary>
    Root,
}
