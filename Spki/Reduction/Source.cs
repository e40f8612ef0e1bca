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
    /// <summary>What is wrong if the signature is.</summary>
    public DenialPart SignatureFault(SignatureFault fault) => fault == Certs.SignatureFault.UnknownKey
        ? Fault(
            DenialReason.UnknownKey, $"the key of its issuer {Certificate!.Certificate.Issuer.Principal} is not known")
        : Fault(DenialReason.BadSignature, "the signature is not good");

    public DenialPart Fault(DenialReason reason, string detail) => new(reason, Certificate?.Certificate, Entry, detail);
}
