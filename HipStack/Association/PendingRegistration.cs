using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>A request whose verdict is awaited.</summary>
internal sealed class PendingRegistration
{
    public required RegistrationRequest Request { get; init; }

    /// <summary>The question; 0 if it is not asked yet.</summary>
    public long Ticket { get; set; }

    public RegistrationVerdict? Verdict { get; set; }

    public TimeSpan Until { get; set; } = TimeSpan.MaxValue;

    /// <summary>The UPDATE that the answer acknowledges; null if there is none.</summary>
    public uint? UpdateId { get; init; }

    /// <summary>What the UPDATE wants back.</summary>
    public EchoResponseSignedParameter? Echo { get; init; }

    /// <summary>Which way the answer goes.</summary>
    public required Path Path { get; init; }
}
