namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>Why an infrastructure has no plan.</summary>
/// <param name="Requirement">
/// Which requirement fails, in the words of the language: <c>location</c>, <c>memory</c>, <c>bandwidth</c>,
/// <c>apart</c>, <c>cost</c>; <c>all</c> where it is none alone, <c>size</c> where it is more than can be planned.
/// </param>
/// <param name="Element">The name of the node, link or placement that it fails for; null if it is none alone.</param>
/// <param name="Message">What is wanted, and what there is, in a sentence.</param>
/// <param name="Relaxation">The smallest change of this requirement that helps; null if none is known.</param>
/// <param name="Later">A later start that works; null if none is known.</param>
public sealed record AllocationRefusal(
    string Requirement, string? Element, string Message, string? Relaxation, LaterStart? Later);
