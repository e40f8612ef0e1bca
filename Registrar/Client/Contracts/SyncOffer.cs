namespace HiperNet.Registrar.Client.Contracts;

/// <summary>An offer as registrars tell each other.</summary>
/// <param name="Id">Its name at the registrar that it was made to.</param>
/// <param name="Owner">The principal of who offers it, in hexadecimal.</param>
/// <param name="Document">A pool in VXDL.</param>
/// <param name="Withdrawn">Whether nothing more of it is booked.</param>
/// <param name="Resources">What its resources have granted the registrar.</param>
public sealed record SyncOffer(
    string Id, string Owner, string Document, bool Withdrawn, IReadOnlyList<ResourceProof> Resources);
