namespace HiperNet.Vpxi.Planning;

/// <summary>How a stream is replayed.</summary>
public sealed record ReplayOptions
{
    /// <summary>By what all arrival times are divided; positive.</summary>
    public double Load { get; init; } = 1;

    /// <summary>How requests are planned.</summary>
    public PlannerOptions Planner { get; init; } = new() { Explain = false };

    /// <summary>Whether a request is refused whose paths are longer than <see cref="Admission"/> finds worth it.</summary>
    public bool Admission { get; init; } = true;

    /// <summary>What measures the times.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
