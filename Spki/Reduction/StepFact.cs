using System.Collections.Immutable;
using HiperNet.Spki.Keys;

namespace HiperNet.Spki.Reduction;

/// <summary>A name, read up to one of its identifiers, means a key, among others.</summary>
/// <param name="Walk">The name.</param>
/// <param name="Index">How many identifiers were read.</param>
/// <param name="Key">The key.</param>
/// <param name="Label">How good that is.</param>
/// <param name="Bindings">How it was concluded, the last identifier last.</param>
internal sealed record StepFact(
    NameWalk Walk, int Index, Principal Key, Label Label, ImmutableArray<Derivation> Bindings)
    : Fact(Label, Bindings[^1]);
