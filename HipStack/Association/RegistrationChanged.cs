using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Association;

/// <summary>A registration of ours with a peer was granted, prolonged, refused or has ended.</summary>
public sealed class RegistrationChanged : Effect
{
    internal RegistrationChanged(
        AssociationKey key, RegistrationType type, TimeSpan? until, RegistrationFailure? failure = null)
    {
        Key = key;
        Type = type;
        Until = until;
        Failure = failure;
    }

    /// <summary>The two HITs.</summary>
    public AssociationKey Key { get; }

    /// <summary>Which service.</summary>
    public RegistrationType Type { get; }

    /// <summary>Until when we have it, on the engine's clock; null if we have not.</summary>
    public TimeSpan? Until { get; }

    /// <summary>Why it was refused; null if it was not: then it ended.</summary>
    public RegistrationFailure? Failure { get; }
}
