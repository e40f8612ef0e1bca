namespace HiperNet.Registrar.Client.Contracts;

/// <summary>Asks for an infrastructure: it is planned, and held for a short while.</summary>
/// <param name="Id">Its name, of its own in this registrar: 1 to 64 letters, digits and hyphens.</param>
/// <param name="Document">What is wanted, in VXDL.</param>
/// <param name="Replan">Whether it is planned again if a resource of it disappears.</param>
public sealed record VpxiRequest(string Id, string Document, bool Replan);
