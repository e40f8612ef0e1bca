using System.Collections.Immutable;
using HiperNet.Spki.Certs;

namespace HiperNet.Spki.Reduction;

/// <summary>How a fact was concluded: from which premises, by which certificate.</summary>
internal sealed class Derivation(Source? source, ImmutableArray<Derivation> premises, Source? carrier = null)
{
    public Source? Source => source;

    public ImmutableArray<Derivation> Premises => premises;

    /// <summary>The certificate or entry that the delegation comes from; null for the root itself.</summary>
    public Source? Carrier => carrier ?? source;

    public Derivation WithFault(DenialPart fault) =>
        new(source! with { Faults = source.Faults.Add(fault) }, premises);

    /// <summary>
    /// The sources in an order in which each stands after what it rests on. Chains may be long: no recursion.
    /// </summary>
    public IReadOnlyList<Source> InOrder()
    {
        List<Source> ordered = [];
        HashSet<Derivation> entered = new(ReferenceEqualityComparer.Instance);
        HashSet<Derivation> left = new(ReferenceEqualityComparer.Instance);
        Stack<Derivation> open = new([this]);
        while (open.TryPeek(out Derivation? derivation))
        {
            if (entered.Add(derivation))
            {
                for (int i = derivation.Premises.Length - 1; i >= 0; i--)
                {
                    open.Push(derivation.Premises[i]);
                }

                continue;
            }

            open.Pop();
            if (left.Add(derivation) && derivation.Source is { } source)
            {
                ordered.Add(source);
            }
        }

        return ordered;
    }

    public Proof ToProof()
    {
        HashSet<ObjectId> known = [];
        return new Proof([.. InOrder()
            .Where(step => step.Certificate is null || known.Add(step.Certificate.Certificate.Id))
            .Select(step => new ProofStep(step.Certificate, step.Entry, step.Evidence))]);
    }
}
