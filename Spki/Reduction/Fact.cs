namespace HiperNet.Spki.Reduction;

/// <summary>Something a search has concluded, with how good the conclusion is.</summary>
internal abstract record Fact(Label Label, Derivation Derivation);
