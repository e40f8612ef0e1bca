namespace HiperNet.Registrar.Client.Contracts;

/// <summary>What an organisation offers. The same again renews its certificates.</summary>
/// <param name="Document">A pool in VXDL.</param>
/// <param name="Resources">One for each node of the pool.</param>
public sealed record OfferRequest(string Document, IReadOnlyList<ResourceProof> Resources);
