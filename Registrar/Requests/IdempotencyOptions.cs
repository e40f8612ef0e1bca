namespace HiperNet.Registrar.Requests;

/// <summary>How long and how much is remembered of requests.</summary>
public sealed record IdempotencyOptions
{
    /// <summary>How long an answer is kept.</summary>
    public TimeSpan Kept { get; init; } = RequestLimits.Kept;

    /// <summary>How long a request may take until it may be begun anew; at least four seconds.</summary>
    public TimeSpan InProgress { get; init; } = RequestLimits.InProgress;

    /// <summary>The most requests of one principal.</summary>
    public int RequestsOfPrincipal { get; init; } = RequestLimits.RequestsOfPrincipal;
}
