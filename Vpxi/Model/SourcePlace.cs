namespace HiperNet.Vpxi.Model;

/// <summary>
/// Where something is written. It is equal to every other place, because where something stands does not change
/// what it is: two descriptions are equal if they say the same.
/// </summary>
/// <param name="Line">From 1; 0 for what nobody wrote.</param>
/// <param name="Column">From 1; 0 for what nobody wrote.</param>
public readonly record struct SourcePlace(int Line, int Column)
{
    /// <summary>Always.</summary>
    public bool Equals(SourcePlace other) => true;

    /// <summary>The same for all, as equality asks.</summary>
    public override int GetHashCode() => 0;

    /// <inheritdoc/>
    public override string ToString() => $"{Line}:{Column}";
}
