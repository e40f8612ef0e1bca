namespace HiperNet.HipStack.Association;

/// <summary>One transition: what <paramref name="Event"/> does in <paramref name="State"/>.</summary>
/// <param name="State">The state before.</param>
/// <param name="Event">What happened.</param>
/// <param name="Actions">What is done.</param>
/// <param name="Next">The state after, which may be the same.</param>
public sealed record StateTableRow(
    AssociationState State,
    AssociationEvent Event,
    AssociationActions Actions,
    AssociationState Next);
