using System.Collections.Immutable;
using HiperNet.Spki.Certs;

namespace HiperNet.Spki.Reduction;

/// <summary>A party that enough branches of a threshold lead to.</summary>
/// <param name="Holder">The party.</param>
/// <param name="Delegation">What all of the shares permit.</param>
/// <param name="Shares">The shares, of different branches and keys.</param>
internal sealed record Agreement(Party Holder, Delegation Delegation, ImmutableArray<AuthorityFact> Shares)
{
    public Label Label { get; } = Shares.Select(share => share.Label).Aggregate(Label.Join);

    /// <summary>
    /// The source that took delegation away, if any did: what to name when the party passes the right on.
    /// </summary>
    public Source? Narrowest =>
        Shares.MinBy(share => (share.Delegation.Kind, share.Delegation.Named.Length))!.Derivation.Carrier;
}
