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
            Wait(new NameWaiter(new NameWalk(name.Identifiers, toKeyholder, arrival), Index: 0, label, []), owner);
        }
    }

    private void Walk(StepFact step)
    {
        NameWalk walk = step.Walk;
        if (!walk.Reach(step.Index, step.Key))
        {
            return;
        }

        if (step.Index == walk.Identifiers.Length)
        {
            Party party = walk.ToKeyholder ? Party.Keyholder(step.Key) : Party.Key(step.Key);
            Arrive(walk.Arrival, party, step.Label, step.Bindings);
            return;
        }

        Wait(new NameWaiter(walk, step.Index, step.Label, step.Bindings), step.Key);
    }

    private void Wait(NameWaiter waiter, Principal owner)
    {
        foreach (BindingFact binding in names.Wait(new LocalName(owner, waiter.Walk.Identifiers[waiter.Index]), waiter))
        {
            Advance(waiter, binding);
        }
    }

    private void Advance(NameWaiter waiter, BindingFact binding) => Conclude(new StepFact(
        waiter.Walk,
        waiter.Index + 1,
        binding.Key,
        Label.Join(waiter.Label, binding.Label),
        waiter.Bindings.Add(binding.Derivation)));

    private void StartDefinitions(LocalName name)
    {
        foreach (PooledCertificate pooled in live.Defining(name))
        {
            Certificate definition = pooled.Certificate;
            Source source = new(pooled, Entry: null, [], []);
            Label? label = Use(
                ref source, Label.Best, tag: null, delegation: null, definition.Validity, pooled.Target);
            if (label is { } reached)
            {
                StartSubject(
                    definition.Subject, definition.Issuer.Principal, new DefinitionArrival(source, name), reached);
            }
        }
    }
}
