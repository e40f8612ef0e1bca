namespace HiperNet.Agent.Work;

/// <summary>Whether a node may run.</summary>
/// <param name="IsGranted">Whether it may.</param>
/// <param name="Until">The instant until which the answer holds, at most.</param>
/// <param name="Reason">Why not; null if it may.</param>
internal sealed record Verdict(bool IsGranted, DateTimeOffset Until, string? Reason);
