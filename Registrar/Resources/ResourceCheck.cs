using System.Collections.Immutable;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Reduction;
using HiperNet.Spki.Revocation;
using HiperNet.Spki.Sexp;

namespace HiperNet.Registrar.Resources;

/// <summary>
/// Whether a resource's key grants the registrar what it takes to use the resource, and to pass it on.
/// </summary>
internal static class ResourceCheck
{
    private const int MostOctets = 16_384;
    private static readonly string[] Needed = ["use", "start", "stop"];
    private static readonly DecisionOptions Limits = new() { MaxFacts = 1000, MaxSignatureChecks = 16 };

    /// <summary>The resource; null, and why, if it does not.</summary>
    public static ResourceRecord? Read(ResourceProof proof, Principal registrar, SpkiTime now, out string detail)
    {
        if (!CanonicalParser.TryParse(proof.Key, limits: null, out SexpNode? node, out _)
            || !PublicKey.TryParse(node, out PublicKey? key, out _))
        {
            detail = "its key is none";
            return null;
        }

        if (proof.Certificates.Length > MostOctets
            || !ShownCertificates.TryRead(proof.Certificates, out ImmutableArray<SpkiObject>? items, out detail))
        {
            detail = "its certificates are too many, or no canonical sequence";
            return null;
        }

        CertificatePool pool = new(capacity: 64);
        pool.AddKey(key);
        ObjectLoader.Load(items.Value, pool, new RevocationState());
        SpkiTime until = SpkiTime.Forever;
        foreach (string word in Needed)
        {
            Decision decision = Decider.Decide(
                new DecisionQuery(
                    TrustRoot.Of(key.Principal),
                    Party.Key(registrar),
                    GrantTags.Machine(key.Principal, word),
                    now),
                pool,
                new RevocationState(),
                Limits);
            if (!MayPassOn(decision, key.Principal, registrar))
            {
                detail = decision.IsGranted ? "it may not be passed on" : decision.ToString();
                return null;
            }

            until = SpkiTime.Min(until, decision.Until);
        }

        detail = "";
        Sequence chain = Sequence.Create([new KeyObject(key), .. items.Value]);
        return new ResourceRecord(
            proof.Element, key.Principal.ToString(), until.Unix, chain.Node.Canonical);
    }

    /// <summary>Whether the last step of a proof may be followed by another one: to any key.</summary>
    private static bool MayPassOn(Decision decision, Principal resource, Principal registrar) =>
        resource == registrar
        || (decision.Proof?.Steps.LastOrDefault()?.Certificate?.Certificate
            is AuthorizationCertificate { Delegation.Kind: DelegationKind.Any });
}
