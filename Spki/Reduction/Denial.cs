using System.Collections.Immutable;

namespace HiperNet.Spki.Reduction;

/// <summary>
/// Why a request is denied: everything that would have to be different on the chain that comes closest.
/// </summary>
/// <param name="Parts">At least one, in the order of the chain, from the root.</param>
public sealed record Denial(ImmutableArray<DenialPart> Parts)
{
    /// <summary>The first reason on the chain.</summary>
    public DenialReason Reason => Parts[0].Reason;

    /// <summary>One line for a person.</summary>
    public override string ToString() => string.Join("; ", Parts);
}
