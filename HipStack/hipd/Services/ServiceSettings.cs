using HiperNet.HipStack.Wire;

namespace HiperNet.Hipd.Services;

/// <summary>What we do for others, and what others are to do for us.</summary>
/// <param name="Offered">Who registers may have these.</param>
/// <param name="Wanted">Where we register.</param>
internal sealed record ServiceSettings(IReadOnlyList<RegistrationType> Offered, IReadOnlyList<WantedService> Wanted)
{
    /// <summary>The data relay's ports.</summary>
    public PortRange RelayPorts { get; init; } = PortRange.Default;
}
