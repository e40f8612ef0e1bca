namespace HiperNet.Vpxi.Planning;

/// <summary>A plan, or why there is none.</summary>
/// <param name="Plan">The best plan that was found; null if it is refused.</param>
/// <param name="Refusal">Why it is refused; null if there is a plan.</param>
/// <param name="Steps">How many arcs of the substrate were looked at.</param>
public sealed record PlanResult(Plan? Plan, Refusal? Refusal, long Steps);
