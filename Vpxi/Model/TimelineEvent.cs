namespace HiperNet.Vpxi.Model;

/// <summary>A moment in the life of an infrastructure, from which on other amounts hold.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Delay">In milliseconds after the start, 0 or more.</param>
public sealed record TimelineEvent(string Id, long Delay)
{
    /// <summary>Where it is written.</summary>
    public SourcePlace Place { get; init; }
}
