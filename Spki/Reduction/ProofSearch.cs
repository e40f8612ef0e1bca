using System.Collections.Immutable;
using System.Runtime.InteropServices;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Revocation;

namespace HiperNet.Spki.Reduction;

/// <summary>
/// One search for the best derivation of "the subject holds the requested right". Facts are concluded forwards from
/// the root and settled in the order of their labels, so the first derivation of a fact is its best, loops end by
/// themselves, and the order of the pool plays no part. Complete for 5-tuple reduction with names and thresholds
/// (RFC 2693 section 6.3; Clarke et al. 2001).
/// </summary>
internal sealed partial class ProofSearch
{
    /// <summary>How many comparisons of delegations cost as much as a fact.</summary>
    private const int StepsPerFact = 16;

    private readonly DecisionQuery query;
    private readonly CertificatePool pool;
    private readonly RevocationState revocations;
    private readonly DecisionOptions options;
    private readonly SearchMode mode;
    private readonly IReadOnlySet<PooledCertificate> excluded;
    private readonly SignatureBudget signatures;
    private readonly LiveGraph live;
    private readonly PriorityQueue<Fact, Label> queue = new();
    private readonly Dictionary<(Branch Branch, Party Holder), List<Delegation>> settled = [];
    private readonly Dictionary<(Branch Branch, Principal Key), Label> promised = [];
    private readonly NameTable names = new();
    private long cost;

    public ProofSearch(
        DecisionQuery query,
        CertificatePool pool,
        RevocationState revocations,
        DecisionOptions options,
        SearchMode mode,
        IReadOnlySet<PooledCertificate> excluded,
        SignatureBudget signatures)
    {
        this.query = query;
        this.pool = pool;
        this.revocations = revocations;
        this.options = options;
        this.mode = mode;
        this.excluded = excluded;
        this.signatures = signatures;
        bool longNames = query.Root.Acl?.Entries.Any(
            entry => SubjectLeaves.Names(entry.Subject).Any(name => name.Identifiers.Length > 1)) ?? false;
        live = LiveGraph.Towards(query.Subject, pool, MayUse, longNames);
    }

    /// <summary>The certificates from which the subject can be reached.</summary>
    public LiveGraph Live => live;

    /// <summary>The thresholds that were met on the way.</summary>
    public IEnumerable<ThresholdTally> Tallies => tallies.Values.SelectMany(known => known.Values);

    /// <summary>The last second before a certificate that was too early becomes valid.</summary>
    public SpkiTime UnchangedUntil { get; private set; } = SpkiTime.Forever;

    /// <summary>Whether the search ended because it had cost as much as it may.</summary>
    public bool GaveUp { get; private set; }

    private bool IsStrict => mode != SearchMode.Explain;

    /// <summary>The best fact that the subject holds the right, or null.</summary>
    public AuthorityFact? Run()
    {
        Seed();
        while (!GaveUp)
        {
            while (names.TryTakeDemanded(out Names.LocalName name))
            {
                StartDefinitions(name);
            }

            if (!queue.TryDequeue(out Fact? fact, out _))
            {
                return null;
            }

            if (!HasGoodSignature(fact))
            {
                continue;
            }

            if (fact is AuthorityFact { Branch.Tally: null } goal && goal.Holder == query.Subject)
            {
                return goal;
            }

            Settle(fact);
        }

        return null;
    }

    private void Seed()
    {
        if (query.Root.Self is { } self)
        {
            Conclude(new AuthorityFact(
                Branch.Whole, Party.Key(self), Delegation.Any, Label.Best, new Derivation(source: null, [])));
        }

        foreach (AclEntry entry in query.Root.Acl?.Entries ?? [])
        {
            RevocationTarget target = RevocationTarget.Of(entry);
            Source source = new(Certificate: null, entry, [], []);
            if (Use(ref source, Label.Best, entry.Tag, entry.Delegation, entry.Validity, target) is { } label)
            {
                GrantArrival arrival = new(source, Premise: null, Branch.Whole, Delegation.Any, entry.Delegation);
                StartSubject(entry.Subject, query.Root.Self, arrival, label);
            }
        }
    }

    private void Settle(Fact fact)
    {
        switch (fact)
        {
            case BindingFact binding:
                foreach (NameWaiter waiter in names.Settle(binding))
                {
                    Advance(waiter, binding);
                }

                break;
            case StepFact step:
                Walk(step);
                break;
            case AuthorityFact authority:
                Settle(authority);
                break;
        }
    }

    private void Settle(AuthorityFact authority)
    {
        if (!IsNews(authority))
        {
            return;
        }

        if (authority.Branch.Tally is { } tally)
        {
            Count(tally, authority);
        }

        if (authority.Holder.Kind == PartyKind.Key && (!IsStrict || authority.Delegation.Kind != DelegationKind.None))
        {
            foreach (PooledCertificate pooled in pool.IssuedBy(authority.Holder.Id))
            {
                if (pooled.Certificate is AuthorizationCertificate grant && live.Holds(pooled))
                {
                    PassOn(authority, pooled, grant);
                }
            }
        }
    }

    /// <summary>Whether nothing settled before gives the holder at least as much.</summary>
    private bool IsNews(AuthorityFact authority)
    {
        if (!settled.TryGetValue((authority.Branch, authority.Holder), out List<Delegation>? known))
        {
            known = new List<Delegation>(1);
            settled.Add((authority.Branch, authority.Holder), known);
        }

        if (!Spend(known.Count) || known.Exists(delegation => delegation.Covers(authority.Delegation)))
        {
            return false;
        }

        known.Add(authority.Delegation);
        return true;
    }

    /// <summary>The reduction step: holder + certificate by the holder -> its subject (RFC 2693 section 6.3).</summary>
    private void PassOn(AuthorityFact holder, PooledCertificate pooled, AuthorizationCertificate grant)
    {
        Derivation premise = holder.Derivation;
        Label from = holder.Label;
        Delegation outgoing = holder.Delegation.Intersect(grant.Delegation);
        if (IsStrict && IsSettled(holder.Branch, grant.Subject, outgoing))
        {
            return;
        }

        Source source = new(pooled, Entry: null, [], []);
        if (holder.Delegation.Kind == DelegationKind.None)
        {
            Source given = premise.Carrier ?? source;
            DenialPart fault = given.Fault(
                DenialReason.NotDelegable, "does not allow its subject to pass the right on");
            premise = new Derivation(given with { Faults = [fault] }, [premise]);
            from = from.WithFault();
            outgoing = grant.Delegation;
        }

        if (Use(ref source, from, grant.Tag, grant.Delegation, grant.Validity, pooled.Target) is { } label
            && !IsPromised(holder.Branch, grant.Subject, outgoing, label))
        {
            GrantArrival arrival = new(source, premise, holder.Branch, holder.Delegation, outgoing);
            StartSubject(grant.Subject, grant.Issuer.Principal, arrival, label);
        }
    }

    /// <summary>Whether the subject is a key that is known to hold as much, on a derivation that is as good.</summary>
    private bool IsSettled(Branch branch, Subject subject, Delegation outgoing) =>
        subject is KeySubject key
        && settled.TryGetValue((branch, Party.Key(key.Key.Principal)), out List<Delegation>? known)
        && known.Exists(delegation => delegation.Covers(outgoing));

    /// <summary>
    /// Whether a derivation that is as good, for a right that may be passed on freely, waits to be settled already;
    /// if not, this one does from now on. Only where nothing that waits is dropped for its signature later.
    /// </summary>
    private bool IsPromised(Branch branch, Subject subject, Delegation outgoing, Label label)
    {
        if (mode != SearchMode.Optimistic || outgoing.Kind != DelegationKind.Any || subject is not KeySubject key)
        {
            return false;
        }

        ref Label known = ref CollectionsMarshal.GetValueRefOrAddDefault(
            promised, (branch, key.Key.Principal), out bool exists);
        if (exists && known.CompareTo(label) <= 0)
        {
            return true;
        }

        known = label;
        return false;
    }

    private void StartSubject(Subject subject, Principal? issuer, Arrival arrival, Label label)
    {
        switch (subject)
        {
            case ThresholdSubject threshold:
                StartThreshold(threshold, issuer, arrival, label);
                break;
            case NameSubject name:
                StartName(name.Name, issuer, toKeyholder: false, arrival, label);
                break;
            case KeyholderSubject { Holder: NameSubject name }:
                StartName(name.Name, issuer, toKeyholder: true, arrival, label);
                break;
            default:
                Arrive(arrival, Party.Of(subject)!.Value, label, []);
                break;
        }
    }

    private void Arrive(Arrival arrival, Party party, Label label, ImmutableArray<Derivation> bindings)
    {
        switch (arrival)
        {
            case GrantArrival grant:
                if (IsPermitted(ref arrival, grant.Incoming, party, ref label))
                {
                    Conclude(new AuthorityFact(grant.Branch, party, grant.Outgoing, label, arrival.Derive(bindings)));
                }

                break;
            case BranchArrival branch:
                if (party.Kind == PartyKind.Key && IsPermitted(ref arrival, branch.Tally.Incoming, party, ref label))
                {
                    Branch share = new(branch.Tally, branch.Index, party.Id);
                    Conclude(new AuthorityFact(share, party, branch.Tally.Delegation, label, arrival.Derive(bindings)));
                }

                break;
            case DefinitionArrival definition:
                Conclude(new BindingFact(definition.Name, party.Id, label, arrival.Derive(bindings)));
                break;
        }
    }

    /// <summary>Whether the right may be passed to the party; if not, that is a fault of the step.</summary>
    private bool IsPermitted(ref Arrival arrival, Delegation incoming, Party party, ref Label label)
    {
        bool bound = incoming.Kind == DelegationKind.Named;
        if (!bound || (party.Kind != PartyKind.Object && incoming.Permits(party.Id)))
        {
            return true;
        }

        if (IsStrict)
        {
            return false;
        }

        DenialPart fault = arrival.Source.Fault(
            DenialReason.NotNamed, $"passes the right to {party}, which is not among the keys it may go to");
        arrival = arrival with { Source = arrival.Source with { Faults = arrival.Source.Faults.Add(fault) } };
        label = label.WithFault();
        return true;
    }

    private void Conclude(Fact fact)
    {
        if (Spend(StepsPerFact))
        {
            queue.Enqueue(fact, fact.Label);
        }
    }

    /// <summary>Counts what the search costs, in comparisons; false once that is more than allowed.</summary>
    private bool Spend(int steps)
    {
        cost += steps;
        GaveUp |= cost > (long)options.MaxFacts * StepsPerFact;
        return !GaveUp;
    }
}
