using System.Collections.Immutable;

namespace HiperNet.Spki.Reduction;

/// <summary>A walk that waits for a local name to mean a key.</summary>
internal sealed record NameWaiter(NameWalk Walk, int Index, Label Label, ImmutableArray<Derivation> Bindings);
