namespace HiperNet.Registrar.Resources;

/// <summary>The resources of an offer.</summary>
/// <param name="Offer">The offer.</param>
/// <param name="Owner">The principal of who offers it, in hexadecimal.</param>
/// <param name="Resources">One for each node of the offer's document.</param>
public sealed record ProofRecord(string Offer, string Owner, IReadOnlyList<ResourceRecord> Resources);
