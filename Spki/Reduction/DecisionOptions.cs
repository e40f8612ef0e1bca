namespace HiperNet.Spki.Reduction;

/// <summary>How a decision is made, and what it may cost.</summary>
public sealed record DecisionOptions
{
    /// <summary>Named delegatees are honoured; at most 1,000,000 facts and 4,096 signatures are looked at.</summary>
    public static DecisionOptions Default { get; } = new();

    /// <summary>Refuse certificates that name their delegatees, as plain SPKI knows none.</summary>
    public bool StrictDelegation { get; init; }

    /// <summary>The most facts that a search derives before it gives up and refuses.</summary>
    public int MaxFacts { get; init; } = 1_000_000;

    /// <summary>The most signatures that a decision checks for the first time before it gives up and refuses.</summary>
    public int MaxSignatureChecks { get; init; } = 4096;
}
