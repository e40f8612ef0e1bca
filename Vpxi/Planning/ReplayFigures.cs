namespace HiperNet.Vpxi.Planning;

/// <summary>What a replay came to.</summary>
/// <param name="Requests">How many requests arrived.</param>
/// <param name="Accepted">How many were placed.</param>
/// <param name="TooCostly">How many had a plan that cost more than the admission policy allows.</param>
/// <param name="LongTermRatio">
/// Revenue times lifetime over cost times lifetime, from 0 to 1: revenue is what was asked for, cost what it took.
/// </param>
/// <param name="MeanTime">Of planning a request, refused ones too.</param>
/// <param name="Percentile99">The time that 99 of 100 requests do not exceed.</param>
/// <param name="MaxTime">The longest time.</param>
public sealed record ReplayFigures(
    int Requests,
    int Accepted,
    int TooCostly,
    double LongTermRatio,
    TimeSpan MeanTime,
    TimeSpan Percentile99,
    TimeSpan MaxTime)
{
    /// <summary>The part of the requests that was placed, from 0 to 1; 1 if none arrived.</summary>
    public double AcceptanceRatio => Requests == 0 ? 1 : (double)Accepted / Requests;

    /// <summary>
    /// The part of what was asked for that was placed, revenue times lifetime, from 0 to 1; 1 if nothing was asked for.
    /// Large requests count as much as they ask for, not as one.
    /// </summary>
    public double VolumeRatio { get; init; } = 1;
}
