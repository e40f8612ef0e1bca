using HiperNet.HipStack.Identity;
using HiperNet.HipStack.Wire;

namespace HiperNet.Hipd.Services;

/// <summary>What we want of a host.</summary>
/// <param name="Server">Its HIT.</param>
/// <param name="Types">What for.</param>
/// <param name="Lifetime">For how long at a time.</param>
internal sealed record WantedService(Hit Server, IReadOnlyList<RegistrationType> Types, TimeSpan Lifetime);
