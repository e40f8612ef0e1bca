namespace HiperNet.Registrar.Bookings;

/// <summary>Names of offers of other registrars: OFFER@PEER, which no own offer can have.</summary>
public static class ForeignName
{
    private const char At = '@';

    /// <summary>The name that another registrar's offer, or a resource of it, has here.</summary>
    public static string Of(string name, string peer)
    {
        ArgumentNullException.ThrowIfNull(name);
        int end = name.IndexOf('.', StringComparison.Ordinal) is >= 0 and int dot ? dot : name.Length;
        return $"{name[..end]}{At}{peer}{name[end..]}";
    }

    /// <summary>Whose a resource or offer is; null if it is an own one.</summary>
    public static string? PeerOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string offer = name.Split('.')[0];
        int at = offer.LastIndexOf(At);
        return at < 0 ? null : offer[(at + 1)..];
    }

    /// <summary>Whether a resource or offer is another registrar's.</summary>
    public static bool IsForeign(string name) => PeerOf(name) is not null;
}
