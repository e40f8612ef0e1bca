using HiperNet.HipStack.Identity;

namespace HiperNet.HipStack.Association;

/// <summary>What names an association: the HITs of its two ends.</summary>
/// <param name="Local">Our HIT.</param>
/// <param name="Peer">The peer's.</param>
public readonly record struct AssociationKey(Hit Local, Hit Peer)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Local} - {Peer}";
}
