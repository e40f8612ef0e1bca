using System.Collections.Immutable;
using HiperNet.Spki.Certs;

namespace HiperNet.Spki.Revocation;

/// <summary>The status of a certificate, and how long it is known.</summary>
/// <param name="Status">What the statements say.</param>
/// <param name="Until">The last second for which they say so, if nothing new arrives.</param>
/// <param name="Evidence">The signed statements that the answer rests on.</param>
/// <param name="IsOneTime">Whether a one-time revalidation was needed, which must be consumed.</param>
public readonly record struct RevocationVerdict(
    RevocationStatus Status,
    SpkiTime Until,
    ImmutableArray<Signed<RevocationObject>> Evidence,
    bool IsOneTime)
{
    /// <summary>Good for as long as anybody knows, on no evidence.</summary>
    public static RevocationVerdict Unconditional { get; } =
        new(RevocationStatus.Good, SpkiTime.Forever, [], IsOneTime: false);
}
