namespace HiperNet.Registrar.Infrastructures;

/// <summary>A part of the list of infrastructures.</summary>
/// <param name="Items">The part.</param>
/// <param name="HasMore">Whether more follow.</param>
internal sealed record RunPage(IReadOnlyList<RunRecord> Items, bool HasMore);
