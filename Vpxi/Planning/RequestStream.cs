namespace HiperNet.Vpxi.Planning;

/// <summary>A substrate and the requests for it, in order of their arrivals.</summary>
/// <param name="Substrate">The substrate.</param>
/// <param name="Requests">The requests.</param>
public sealed record RequestStream(Substrate Substrate, IReadOnlyList<StreamRequest> Requests);
