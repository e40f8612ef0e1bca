using System.Collections.Immutable;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Names;

namespace HiperNet.Spki.Reduction;

/// <content>4-tuple reduction (RFC 2693 section 6.4), on demand: only names that a chain meets are resolved.</content>
internal sealed partial class ProofSearch
{
    private void StartName(Name name, Principal? issuer, bool toKeyholder, Arrival arrival, Label label)
    {
        // A relative name in an ACL without a key of its own belongs to nobody.
        if ((name.Owner?.Principal ?? issuer) is { } owner)
        {
            Walk(new NameWalk(name.Identifiers, toKeyholder, arrival), index: 0, owner, label, []);
        }
    }

    private void Walk(NameWalk walk, int index, Principal key, Label label, ImmutableArray<Derivation> bindings)
    {
        if (!walk.Reach(index, key))
        {
            return;
        }

        if (index == walk.Identifiers.Length)
        {
            Arrive(walk.Arrival, walk.ToKeyholder ? Party.Keyholder(key) : Party.Key(key), label, bindings);
            return;
        }

        if (++facts > options.MaxFacts)
        {
            GaveUp = true;
            return;
        }

        NameWaiter waiter = new(walk, index, label, bindings);
        foreach (BindingFact binding in names.Wait(new LocalName(key, walk.Identifiers[index]), waiter).ToList())
        {
            Advance(waiter, binding);
        }
    }

    private void Advance(NameWaiter waiter, BindingFact binding) => Walk(
        waiter.Walk,
        waiter.Index + 1,
        binding.Key,
        Label.Join(waiter.Label, binding.Label),
        waiter.Bindings.Add(binding.Derivation));

    private void StartDefinitions(LocalName name)
    {
        foreach (PooledCertificate pooled in live.Defining(name))
        {
            Certificate definition = pooled.Certificate;
            Source source = new(pooled, Entry: null, [], []);
            if (Use(ref source, Label.Best, tag: null, delegation: null, definition.Validity, pooled.Target) is { } label)
            {
                StartSubject(
                    definition.Subject, definition.Issuer.Principal, new DefinitionArrival(source, name), label);
            }
        }
    }
}
