using HiperNet.HipStack.Esp;
using HiperNet.Spki.Reduction;

namespace HiperNet.Hipd.Policy;

/// <summary>The decision on a peer.</summary>
/// <param name="IsGranted">Whether it may have an association.</param>
/// <param name="Until">Until when, on the daemon's clock; null without end.</param>
/// <param name="Reason">Why or why not, in one line.</param>
/// <param name="Rights">What it may talk about; null if it may not at all.</param>
/// <param name="Decision">What SPKI says; null where another policy decides.</param>
internal sealed record PeerDecision(
    bool IsGranted, TimeSpan? Until, string Reason, ITrafficRights? Rights, Decision? Decision);
