namespace HiperNet.Vpxi.Planning;

/// <summary>How long a plan is looked for, and from which seed.</summary>
public sealed record PlannerOptions
{
    /// <summary>What breaks ties and chooses what is tried again; the same seed gives the same plan.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// How many arcs of the substrate may be looked at to find a plan and to improve it; a million are about ten
    /// milliseconds. The first try always comes to its end.
    /// </summary>
    public long Steps { get; init; } = 500_000;

    /// <summary>How many arcs more may be looked at by the complete search, after all else has failed.</summary>
    public long CompleteSteps { get; init; } = 300_000;

    /// <summary>Whether a refusal after a search looks for the link that is to blame.</summary>
    public bool Explain { get; init; } = true;
}
