namespace HiperNet.Registrar.State;

/// <summary>What to read.</summary>
/// <param name="Range">Which keys.</param>
public sealed record RangeQuery(KeyRange Range)
{
    /// <summary>The most keys of an answer; 0 for no limit but that of an answer's length.</summary>
    public int Limit { get; init; }

    /// <summary>The revision to read at; 0 for the newest.</summary>
    public long Revision { get; init; }

    /// <summary>
    /// Whether any one member may answer, which also works without a majority and may be out of date.
    /// </summary>
    public bool IsSerializable { get; init; }

    /// <summary>Whether values are left out.</summary>
    public bool KeysOnly { get; init; }
}
