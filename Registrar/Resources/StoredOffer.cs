using HiperNet.Registrar.Bookings;

namespace HiperNet.Registrar.Resources;

/// <summary>An offer as it was read.</summary>
/// <param name="Offer">The offer.</param>
/// <param name="OfferRevision">The revision that wrote it last.</param>
/// <param name="Proof">Its resources.</param>
/// <param name="ProofRevision">The revision that wrote these last.</param>
internal sealed record StoredOffer(OfferRecord Offer, long OfferRevision, ProofRecord Proof, long ProofRevision);
