namespace HiperNet.Registrar.Client.Contracts;

/// <summary>Asks for another end.</summary>
/// <param name="End">The first second after the window, in seconds since 1970-01-01T00:00:00Z.</param>
public sealed record ExtendRequest(long End);
