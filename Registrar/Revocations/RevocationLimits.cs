using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Revocations;

/// <summary>How much a revocation list holds, and how long.</summary>
public static class RevocationLimits
{
    /// <summary>
    /// The most identifiers in a base list and its deltas together: a verifier reads all of them as one sequence, with
    /// the limits for a network (16,384 elements; an identifier has four, a delta with its signature 36).
    /// </summary>
    public const int Identifiers = 3072;

    /// <summary>
    /// The most deltas that follow on a base list: a few such lists fit into what a verifier keeps of one signer.
    /// </summary>
    public const int Deltas = 64;

    /// <summary>The most operations that a caller of RevokeAsync may add to its transaction.</summary>
    public const int Operations = EtcdLimits.Operations - 3;

    /// <summary>The most conditions that a caller of RevokeAsync may add to its transaction.</summary>
    public const int Conditions = EtcdLimits.Operations - 1;

    /// <summary>How long a list holds; of one second no two end, so a list may hold some seconds more.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>How old a base list may be before another takes its place.</summary>
    public static readonly TimeSpan RenewAfter = Life / 2;

    /// <summary>
    /// How much a verifier's clock may be behind without taking a revocation for one that is still to come.
    /// </summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long a certificate that has ended stays in new lists: to clocks that are behind it has not.
    /// </summary>
    public static readonly TimeSpan Grace = 2 * ClockSkew;

    /// <summary>How often a write is tried when others are faster: each time one of them has done its own.</summary>
    internal const int Races = 64;

    /// <summary>How often a write whose answer was lost is sent again.</summary>
    internal const int Tries = 3;
}
