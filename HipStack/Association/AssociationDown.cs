namespace HiperNet.HipStack.Association;

/// <summary>
/// An association ended, or an attempt failed: every security association of it goes, and waiting packets too.
/// </summary>
public sealed class AssociationDown : Effect
{
    internal AssociationDown(AssociationKey key, EndReason reason, string detail)
    {
        Key = key;
        Reason = reason;
        Detail = detail;
    }

    /// <summary>The two HITs.</summary>
    public AssociationKey Key { get; }

    /// <summary>Why.</summary>
    public EndReason Reason { get; }

    /// <summary>More about it, in one line; may be empty.</summary>
    public string Detail { get; }
}
