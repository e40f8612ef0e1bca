namespace HiperNet.Vpxi.Planning;

/// <summary>One request of a recorded stream.</summary>
/// <param name="Arrival">When it comes, in the stream's unit of time.</param>
/// <param name="Lifetime">How long it stays, in the same unit.</param>
/// <param name="Request">What it asks for; each node on a resource of its own.</param>
public sealed record StreamRequest(double Arrival, double Lifetime, PlanRequest Request);
