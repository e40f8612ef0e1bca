using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Association;

/// <summary>A peer's registration with us was granted, prolonged or has ended.</summary>
public sealed class ClientChanged : Effect
{
    internal ClientChanged(AssociationKey key, RegistrationType type, TimeSpan? until)
    {
        Key = key;
        Type = type;
        Until = until;
    }

    /// <summary>The two HITs.</summary>
    public AssociationKey Key { get; }

    /// <summary>Which service.</summary>
    public RegistrationType Type { get; }

    /// <summary>
    /// Until when the peer has it, on the engine's clock; null if it has not any more. At the end of a data relay its
    /// relayed address is to be closed.
    /// </summary>
    public TimeSpan? Until { get; }
}
