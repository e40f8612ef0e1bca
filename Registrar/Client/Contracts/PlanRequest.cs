namespace HiperNet.Registrar.Client.Contracts;

/// <summary>Asks what would be granted, without holding anything.</summary>
/// <param name="Document">What is wanted, in VXDL.</param>
/// <param name="Compare">An infrastructure whose grants are compared with; null for none.</param>
public sealed record PlanRequest(string Document, string? Compare);
