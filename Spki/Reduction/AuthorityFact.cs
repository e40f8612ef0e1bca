using HiperNet.Spki.Certs;

namespace HiperNet.Spki.Reduction;

/// <summary>A party holds the requested right, or a share of it, and may pass it on like this.</summary>
internal sealed record AuthorityFact(
    Branch Branch, Party Holder, Delegation Delegation, Label Label, Derivation Derivation)
    : Fact(Label, Derivation);
