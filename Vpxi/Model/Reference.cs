namespace HiperNet.Vpxi.Model;

/// <summary>
/// Names an element: <c>head</c>, <c>rack[1].worker[2]</c>, or with <c>[*]</c> all of an array. A name is looked for in
/// the group where it is used, then in the groups around it.
/// </summary>
/// <param name="Path">The name.</param>
public sealed record Reference(string Path)
{
    /// <summary>Where it is written.</summary>
    public SourcePlace Place { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Path;
}
