using HiperNet.HipStack.Wire;

namespace HiperNet.Hipd.Services;

/// <summary>What we do for others, and what others are to do for us.</summary>
internal sealed record ServiceSettings(IReadOnlyList<RegistrationType> Offered, IReadOnlyList<WantedService> Wanted);
