using System.Collections.Immutable;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.State;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Reduction;
using HiperNet.Spki.Revocation;
using HiperNet.Spki.Tags;

namespace HiperNet.Registrar.Rights;

/// <summary>
/// The one place where a registrar decides what somebody may do: by SPKI, from its own key and its access control list,
/// with what it has issued, what was left with it and what the request shows. There is no other system of rights.
/// </summary>
/// <param name="root">The registrar's key and the list of its administrators.</param>
/// <param name="bundles">What it has issued, and what was left with it.</param>
/// <param name="revoked">The registrar's own revocation list.</param>
/// <param name="time">The clock.</param>
public sealed class RightsDecider(
    TrustRoot root,
    BundleStore bundles,
    Func<CancellationToken, Task<IReadOnlyList<SpkiObject>>> revoked,
    TimeProvider time)
{
    private const int MostCertificates = 4096;
    private static readonly DecisionOptions Limits = new() { MaxFacts = 20_000, MaxSignatureChecks = 64 };

    /// <summary>Whether somebody may do something now.</summary>
    /// <param name="caller">Who asks, and what they show.</param>
    /// <param name="request">What for: one thing, without star forms.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<RightsVerdict> DecideAsync(
        Caller caller, TagExpression request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        StateResult<StoredBundles> kept = await bundles.OfSubjectAsync(caller.Principal, cancellation);
        if (!kept.IsDone)
        {
            return new RightsVerdict(false, $"{kept.Fault}: {kept.Detail}", IsKnown: false);
        }

        RevocationState revocations = new();
        IReadOnlyList<SpkiObject> lists = await revoked(cancellation);
        DateTimeOffset now = time.GetUtcNow();
        CertificatePool pool = new(MostCertificates);
        pool.AddKey(caller.Key);
        ObjectLoader.Load([.. caller.Shown, .. lists], pool, revocations);
        foreach (StoredCertificate certificate in kept.Value.Current(now.ToUnixTimeSeconds()))
        {
            if (ShownCertificates.TryRead(certificate.Sequence, out ImmutableArray<SpkiObject>? items, out _))
            {
                ObjectLoader.Load(items.Value, pool, revocations);
            }
        }

        Decision decision = Decider.Decide(
            new DecisionQuery(root, Party.Key(caller.Principal), request, SpkiTime.From(now)),
            pool,
            revocations,
            Limits);
        return new RightsVerdict(decision.IsGranted, decision.ToString());
    }
}
