namespace HiperNet.Registrar.Audit;

/// <summary>When an outbox takes nothing more.</summary>
public sealed record OutboxOptions
{
    /// <summary>How many entries may wait for the log.</summary>
    public int Backlog { get; init; } = LogLimits.Backlog;

    /// <summary>How long the oldest may wait while it is looked at.</summary>
    public TimeSpan LongestWait { get; init; } = LogLimits.LongestWait;

    /// <summary>How long what was seen is believed.</summary>
    public TimeSpan BacklogAge { get; init; } = LogLimits.BacklogAge;
}
