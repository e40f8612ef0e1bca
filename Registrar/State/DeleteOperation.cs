namespace HiperNet.Registrar.State;

/// <summary>Deletes keys; none need be there.</summary>
/// <param name="Range">Which keys.</param>
public sealed record DeleteOperation(KeyRange Range) : Operation;
