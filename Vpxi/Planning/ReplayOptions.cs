namespace HiperNet.Vpxi.Planning;

/// <summary>How a stream is replayed.</summary>
public sealed record ReplayOptions
{
    /// <summary>By what all arrival times are divided; positive.</summary>
    public double Load { get; init; } = 1;

    /// <summary>How requests are planned.</summary>
    public PlannerOptions Planner { get; init; } = new() { CompleteSteps = 50_000, Explain = false };

    /// <summary>Whether requests are refused whose plans <see cref="AdmissionPolicy"/> finds too costly.</summary>
    public bool Admission { get; init; } = true;

    /// <summary>What measures the times.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
