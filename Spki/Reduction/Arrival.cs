using System.Collections.Immutable;

namespace HiperNet.Spki.Reduction;

/// <summary>What to conclude once the subject of a certificate or entry is known to be a party.</summary>
/// <param name="Source">The certificate or entry.</param>
/// <param name="Premise">How its issuer came to hold the right; null for a definition, a branch and the root.</param>
internal abstract record Arrival(Source Source, Derivation? Premise)
{
    public Derivation Derive(ImmutableArray<Derivation> bindings) =>
        new(Source, Premise is null ? bindings : [Premise, .. bindings]);
}
