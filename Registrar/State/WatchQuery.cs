namespace HiperNet.Registrar.State;

/// <summary>What to be told of.</summary>
/// <param name="Range">Which keys.</param>
public sealed record WatchQuery(KeyRange Range)
{
    /// <summary>The first revision to tell of; 0 for everything after the watch begins.</summary>
    public long StartRevision { get; init; }

    /// <summary>Whether an event tells what was there before.</summary>
    public bool WithPrevious { get; init; }
}
