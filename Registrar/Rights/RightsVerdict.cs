namespace HiperNet.Registrar.Rights;

/// <summary>Whether a request is granted.</summary>
/// <param name="IsGranted">Whether it is.</param>
/// <param name="Detail">Why not; of a grant, until when.</param>
/// <param name="IsKnown">
/// Whether it could be decided: not if the store did not answer, and then it is not granted.
/// </param>
public sealed record RightsVerdict(bool IsGranted, string Detail, bool IsKnown = true);
