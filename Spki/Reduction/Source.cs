using System.Collections.Immutable;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;

namespace HiperNet.Spki.Reduction;

/// <summary>A certificate or entry as one derivation uses it, with what is wrong with it there.</summary>
internal sealed record Source(
    PooledCertificate? Certificate,
    AclEntry? Entry,
    ImmutableArray<Signed<RevocationObject>> Evidence,
    ImmutableArray<DenialPart> Faults)
{
    public DenialPart Fault(DenialReason reason, string detail) => new(reason, Certificate?.Certificate, Entry, detail);
}
