namespace HiperNet.HipStack.Association;

/// <summary>Who began the base exchange (RFC 7401 section 2.3).</summary>
public enum AssociationRole
{
    /// <summary>Nobody has yet.</summary>
    None,

    /// <summary>This host.</summary>
    Initiator,

    /// <summary>The peer.</summary>
    Responder,
}
