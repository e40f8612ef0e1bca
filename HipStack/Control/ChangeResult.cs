namespace HiperNet.HipStack.Control;

/// <summary>What a request has changed.</summary>
public sealed record ChangeResult
{
    /// <summary>How many things.</summary>
    public required int Changed { get; init; }

    /// <summary>A line for what needs saying, such as what was left out and why.</summary>
    public IReadOnlyList<string> Notes
    {
        get;
        init => field = value ?? [];
    } = [];
}
