namespace HiperNet.Registrar.Client.Contracts;

/// <summary>A difference between two plans.</summary>
/// <param name="Element">The node or link.</param>
/// <param name="Kind">added, removed or changed.</param>
/// <param name="Before">What it had; null if it was not there.</param>
/// <param name="After">What it would have; null if it would not be there.</param>
public sealed record PlanChange(string Element, string Kind, string? Before, string? After);
