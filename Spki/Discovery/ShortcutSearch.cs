using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;

namespace HiperNet.Spki.Discovery;

/// <summary>
/// Looks for a plain chain, keys to keys and freely delegable, from both ends at once: with chains of n links it
/// meets in the middle, where a search from one end would have to look at all that the root's authority reaches.
/// What it may use is its caller's business; so is what to do if there is no such chain.
/// </summary>
/// <param name="pool">The certificates there are.</param>
/// <param name="mayUse">Whether a grant counts here.</param>
internal sealed class ShortcutSearch(CertificatePool pool, Func<PooledCertificate, bool> mayUse)
{
    private readonly Dictionary<Principal, PooledCertificate?> fromRoot = [];
    private readonly Dictionary<Principal, PooledCertificate?> toGoal = [];
    private List<Principal> rootFront = [];
    private List<Principal> goalFront = [];

    /// <summary>The certificates of a chain, in order; null if there is none.</summary>
    /// <param name="roots">The keys that hold the right and may pass it on.</param>
    /// <param name="goal">The key that it is to reach.</param>
    public IReadOnlyList<PooledCertificate>? Find(IEnumerable<Principal> roots, Principal goal)
    {
        foreach (Principal root in roots)
        {
            if (fromRoot.TryAdd(root, null))
            {
                rootFront.Add(root);
            }
        }

        toGoal.Add(goal, null);
        goalFront.Add(goal);
        while (rootFront.Count > 0 && goalFront.Count > 0)
        {
            Principal? meeting = rootFront.Count <= goalFront.Count ? StepFromRoot() : StepFromGoal(goal);
            if (meeting is { } key)
            {
                return Chain(key);
            }
        }

        return null;
    }

    private Principal? StepFromRoot()
    {
        List<Principal> next = [];
        foreach (Principal issuer in rootFront)
        {
            foreach (PooledCertificate grant in pool.IssuedBy(issuer))
            {
                if (SubjectKey(grant) is not { } subject || fromRoot.ContainsKey(subject))
                {
                    continue;
                }

                // Only the goal needs not be able to pass the right on.
                bool meets = toGoal.TryGetValue(subject, out PooledCertificate? onward);
                bool isGoal = meets && onward is null;
                if ((isGoal || IsDelegable(grant)) && mayUse(grant))
                {
                    fromRoot.Add(subject, grant);
                    next.Add(subject);
                    if (meets)
                    {
                        return subject;
                    }
                }
            }
        }

        rootFront = next;
        return null;
    }

    private Principal? StepFromGoal(Principal goal)
    {
        List<Principal> next = [];
        foreach (Principal subject in goalFront)
        {
            foreach (PooledCertificate grant in pool.Mentioning(Party.Key(subject)))
            {
                Principal issuer = grant.Certificate.Issuer.Principal;
                bool isPlain = SubjectKey(grant) is not null && (subject == goal || IsDelegable(grant));
                if (isPlain && !toGoal.ContainsKey(issuer) && mayUse(grant))
                {
                    toGoal.Add(issuer, grant);
                    next.Add(issuer);
                    if (fromRoot.ContainsKey(issuer))
                    {
                        return issuer;
                    }
                }
            }
        }

        goalFront = next;
        return null;
    }

    private List<PooledCertificate> Chain(Principal meeting)
    {
        List<PooledCertificate> chain = [];
        PooledCertificate? before = fromRoot[meeting];
        for (; before is not null; before = fromRoot[before.Certificate.Issuer.Principal])
        {
            chain.Add(before);
        }

        chain.Reverse();
        for (PooledCertificate? grant = toGoal[meeting]; grant is not null; grant = toGoal[SubjectKey(grant)!.Value])
        {
            chain.Add(grant);
        }

        return chain;
    }

    private static Principal? SubjectKey(PooledCertificate pooled) =>
        pooled.Certificate is AuthorizationCertificate { Subject: KeySubject subject } ? subject.Key.Principal : null;

    private static bool IsDelegable(PooledCertificate pooled) =>
        pooled.Certificate is AuthorizationCertificate { Delegation.Kind: DelegationKind.Any };
}
