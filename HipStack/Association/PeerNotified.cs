using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Association;

/// <summary>The peer sent a NOTIFY with a valid signature; it changes no state (RFC 7401 section 6.13).</summary>
public sealed class PeerNotified : Effect
{
    internal PeerNotified(AssociationKey key, NotifyType type, string detail)
    {
        Key = key;
        Type = type;
        Detail = detail;
    }

    /// <summary>The two HITs.</summary>
    public AssociationKey Key { get; }

    /// <summary>What the peer says.</summary>
    public NotifyType Type { get; }

    /// <summary>The readable part of its data; control characters are replaced.</summary>
    public string Detail { get; }
}
