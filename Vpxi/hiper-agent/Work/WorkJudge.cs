using HiperNet.Agent.Keys;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Reduction;
using HiperNet.Spki.Revocation;

namespace HiperNet.Agent.Work;

/// <summary>
/// Decides whether a resource lets an infrastructure's owner start a node on it. The root is the resource's own key; the
/// chain is this machine's own copy of what the resource granted, and what the registrar showed. That the registrar asks
/// for it is no right.
/// </summary>
internal sealed class WorkJudge(KeyRing keys, GrantBook grants, RevocationBook revocations, TimeProvider time)
{
    /// <summary>The act that is asked for.</summary>
    public const string Act = "start";

    private static readonly DecisionOptions Limits = new() { MaxFacts = 10_000, MaxSignatureChecks = 64 };

    /// <summary>Decides.</summary>
    /// <param name="element">The resource.</param>
    /// <param name="vpxi">The infrastructure with its certificates.</param>
    public Verdict Decide(string element, WorkVpxi vpxi) => OwnerOf(vpxi) is { } owner
        ? Decide(keys.Of(element).Public, vpxi, owner, Act)
        : new Verdict(IsGranted: false, DateTimeOffset.MaxValue, "the owner is no principal");

    /// <summary>Decides on somebody.</summary>
    /// <param name="resource">The resource's key.</param>
    /// <param name="vpxi">The infrastructure with its certificates.</param>
    /// <param name="who">Who asks.</param>
    /// <param name="act">For what.</param>
    public Verdict Decide(PublicKey resource, WorkVpxi vpxi, Principal who, string act)
    {
        CertificatePool pool = new(AgentLimits.Members);
        RevocationState cancelled = new();
        pool.AddKey(resource);
        ObjectLoader.Load(
            [
                .. grants.Of(resource.Principal).Select(grant => grant.Sequence),
                .. Certificates.Read(vpxi.Certificates),
                .. revocations.Objects,
            ],
            pool,
            cancelled);
        DecisionQuery query = new(
            TrustRoot.Of(resource.Principal),
            Party.Key(who),
            Issuing.Request(resource.Principal, act),
            SpkiTime.From(time.GetUtcNow()));
        Decision decision = Decider.Decide(query, pool, cancelled, Limits);
        return new Verdict(decision.IsGranted, InstantOf(decision.Until), decision.Denial?.ToString());
    }

    /// <summary>The principal that an infrastructure belongs to; null if it names none.</summary>
    public static Principal? OwnerOf(WorkVpxi vpxi) =>
        vpxi.Owner.Length == 2 * Principal.Bytes && vpxi.Owner.All(char.IsAsciiHexDigit)
            ? Principal.Of(Convert.FromHexString(vpxi.Owner))
            : null;

    private static DateTimeOffset InstantOf(SpkiTime end) =>
        end >= SpkiTime.From(DateTimeOffset.MaxValue) ? DateTimeOffset.MaxValue : end.ToDateTimeOffset();
}
