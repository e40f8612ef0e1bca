using HiperNet.Spki.Certs;

namespace HiperNet.Spki.Reduction;

/// <summary>The party holds the right, or the share, that the certificate passes on.</summary>
internal sealed record GrantArrival(
    Source Source, Derivation? Premise, Branch Branch, Delegation Incoming, Delegation Outgoing)
    : Arrival(Source, Premise);
