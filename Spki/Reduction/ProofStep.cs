using System.Collections.Immutable;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;

namespace HiperNet.Spki.Reduction;

/// <summary>One grant or definition that a proof rests on.</summary>
/// <param name="Certificate">The certificate with its signature, or null for an entry of the ACL.</param>
/// <param name="Entry">The entry of the ACL, or null for a certificate.</param>
/// <param name="Evidence">The lists and revalidations that its online tests needed.</param>
public sealed record ProofStep(
    PooledCertificate? Certificate, AclEntry? Entry, ImmutableArray<Signed<RevocationObject>> Evidence);
