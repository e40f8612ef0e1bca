using HiperNet.Agent.Keys;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Reduction;
using HiperNet.Spki.Revocation;

namespace HiperNet.Agent.Work;

/// <summary>
/// Decides whether a resource lets an infrastructure's owner start a node on it. The root is the resource's own key;
/// the chain is this machine's own copy of what the resource granted, and what the registrar showed. That the
/// registrar asks for it is no right.
/// </summary>
internal sealed class WorkJudge(
    KeyRing keys, GrantBook grants, RevocationBook revocations, Principal registrar, TimeProvider time)
{
    private const string Act = "start";
    private const string Console = "console";

    private static readonly DecisionOptions Limits = new() { MaxFacts = 10_000, MaxSignatureChecks = 64 };

    /// <summary>Decides whether the owner may start a node.</summary>
    /// <param name="element">The resource.</param>
    /// <param name="vpxi">The infrastructure with its certificates.</param>
    public Verdict Decide(string element, WorkVpxi vpxi)
    {
        if (OwnerOf(vpxi) is not { } owner)
        {
            return new Verdict(IsGranted: false, DateTimeOffset.MaxValue, "the owner is no principal");
        }

        (CertificatePool Pool, RevocationState Cancelled) known = Load(element, vpxi);
        if (vpxi.Authority is null)
        {
            return Decide(known, Query(element, owner, Act));
        }

        // Only who was lent the resource may say who takes part in the network of what runs on it.
        Verdict lent = Authority.OtherOf(vpxi) is { } other
            ? Decide(known, Query(element, other, Act))
            : new Verdict(IsGranted: false, DateTimeOffset.MaxValue, "the network's authority is no key");
        return lent.IsGranted ? Decide(known, Query(element, owner, Act)) : lent;
    }

    /// <summary>
    /// Decides whether somebody may log in to a node: by <c>(vm R console)</c> of the resource, or by <c>(net
    /// VPXI)</c> of the registrar, which the node's HIP daemon goes by too.
    /// </summary>
    /// <param name="element">The resource.</param>
    /// <param name="vpxi">The infrastructure with its certificates.</param>
    /// <param name="who">Who.</param>
    public Verdict DecideLogin(string element, WorkVpxi vpxi, Principal who)
    {
        (CertificatePool Pool, RevocationState Cancelled) known = Load(element, vpxi);
        Verdict console = Decide(known, Query(element, who, Console));
        Verdict network = Decide(known, new DecisionQuery(
            TrustRoot.Of(Authority.OtherOf(vpxi) ?? registrar),
            Party.Key(who),
            Issuing.Network(Authority.NetworkOf(vpxi)),
            Now));
        return network.IsGranted && (!console.IsGranted || console.Until < network.Until) ? network : console;
    }

    /// <summary>The principal that an infrastructure belongs to; null if it names none.</summary>
    public static Principal? OwnerOf(WorkVpxi vpxi) =>
        vpxi.Owner.Length == 2 * Principal.Bytes && vpxi.Owner.All(char.IsAsciiHexDigit)
            ? Principal.Of(Convert.FromHexString(vpxi.Owner))
            : null;

    private SpkiTime Now => SpkiTime.From(time.GetUtcNow());

    private DecisionQuery Query(string element, Principal who, string act)
    {
        Principal resource = keys.Of(element).Public.Principal;
        return new DecisionQuery(TrustRoot.Of(resource), Party.Key(who), Issuing.Request(resource, act), Now);
    }

    private (CertificatePool Pool, RevocationState Cancelled) Load(string element, WorkVpxi vpxi)
    {
        PublicKey resource = keys.Of(element).Public;
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
        return (pool, cancelled);
    }

    private static Verdict Decide((CertificatePool Pool, RevocationState Cancelled) known, DecisionQuery query)
    {
        Decision decision = Decider.Decide(query, known.Pool, known.Cancelled, Limits);
        return new Verdict(decision.IsGranted, InstantOf(decision.Until), decision.Denial?.ToString());
    }

    private static DateTimeOffset InstantOf(SpkiTime end) =>
        end >= SpkiTime.From(DateTimeOffset.MaxValue) ? DateTimeOffset.MaxValue : end.ToDateTimeOffset();
}
