using HiperNet.Spki.Keys;
using HiperNet.Spki.Names;

namespace HiperNet.Spki.Reduction;

/// <summary>A local name means a key, among others.</summary>
internal sealed record BindingFact(LocalName Name, Principal Key, Label Label, Derivation Derivation)
    : Fact(Label, Derivation);
