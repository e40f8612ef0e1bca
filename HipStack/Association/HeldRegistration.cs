using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Association;

/// <summary>One service that we wanted from a peer, and what became of it.</summary>
internal sealed class HeldRegistration
{
    /// <summary>Until when we have it; null if we have not.</summary>
    public TimeSpan? Until { get; set; }

    /// <summary>Why it was refused; null if it was not.</summary>
    public RegistrationFailure? Failure { get; set; }

    /// <summary>When to ask, or to ask again.</summary>
    public TimeSpan AskAt { get; set; } = TimeSpan.MaxValue;
}
