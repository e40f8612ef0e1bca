namespace HiperNet.Registrar.Client.Contracts;

/// <summary>All that an agent has to run.</summary>
/// <param name="Revision">Changes whenever something of it changes.</param>
/// <param name="Now">The registrar's clock, in seconds since 1970-01-01T00:00:00Z.</param>
/// <param name="Vpxis">
/// The infrastructures of which nodes are on this offer. What is not here has to be stopped.
/// </param>
public sealed record WorkView(long Revision, long Now, IReadOnlyList<WorkVpxi> Vpxis);
