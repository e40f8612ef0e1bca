using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Revocation;
using HiperNet.Spki.Tags;

namespace HiperNet.Spki.Reduction;

/// <summary>
/// A verifier: its root, what it knows, and the answers it has given. Many threads may ask at once. An answer is
/// kept until its end, until it is revoked or loses a certificate, or until it has to give way to newer ones; a
/// denial also until anything is added.
/// </summary>
public sealed class Authorizer
{
    /// <summary>The most answers kept, unless its maker says otherwise.</summary>
    public const int DefaultCapacity = 4096;

    private readonly Lock gate = new();
    private readonly TrustRoot root;
    private readonly CertificatePool pool = new();
    private readonly RevocationState revocations = new();
    private readonly DecisionOptions options;
    private readonly DecisionCache cache;

    /// <summary>A verifier that knows no certificate yet.</summary>
    public Authorizer(TrustRoot root, DecisionOptions? options = null, int capacity = DefaultCapacity)
    {
        this.root = root;
        this.options = options ?? DecisionOptions.Default;
        cache = new DecisionCache(capacity);
    }

    /// <summary>Changes what the verifier knows: certificates, keys, lists. Nobody is answered meanwhile.</summary>
    public T Update<T>(Func<CertificatePool, RevocationState, T> change)
    {
        lock (gate)
        {
            return change(pool, revocations);
        }
    }

    /// <summary>
    /// Answers, from memory where possible. A one-time revalidation that a grant rests on is consumed.
    /// </summary>
    /// <param name="subject">Who asks.</param>
    /// <param name="request">For what; free of star forms.</param>
    /// <param name="now">When.</param>
    public Decision Decide(Party subject, TagExpression request, SpkiTime now)
    {
        lock (gate)
        {
            if (cache.Find(subject, request, now, pool, revocations) is { } known)
            {
                return known;
            }

            DecisionQuery query = new(root, subject, request, now);
            Decision decision = Decider.Decide(query, pool, revocations, options);
            if (!ConsumeOneTime(decision))
            {
                cache.Add(subject, request, now, decision, pool, revocations);
            }

            return decision;
        }
    }

    private bool ConsumeOneTime(Decision decision)
    {
        bool any = false;
        foreach (Signed<RevocationObject> statement in decision.Proof?.Steps.SelectMany(step => step.Evidence) ?? [])
        {
            if (statement.Object is OneTimeRevalidation answer)
            {
                revocations.Consume(answer.Valid);
                any = true;
            }
        }

        return any;
    }
}
