namespace HiperNet.Registrar.State;

/// <summary>One condition of a transaction.</summary>
/// <param name="Key">The key.</param>
/// <param name="Target">What of it.</param>
/// <param name="Relation">How it must relate to <paramref name="Number"/> or <paramref name="Octets"/>.</param>
/// <param name="Number">A version or revision.</param>
/// <param name="Octets">A value, if that is the target.</param>
public sealed record Compare(
    ReadOnlyMemory<byte> Key, CompareTarget Target, CompareRelation Relation, long Number, ReadOnlyMemory<byte> Octets)
{
    /// <summary>The key was last written by this revision; 0 if it must not be there.</summary>
    public static Compare ModRevision(
        ReadOnlyMemory<byte> key, long revision, CompareRelation relation = CompareRelation.Equal) =>
        new(key, CompareTarget.ModRevision, relation, revision, default);

    /// <summary>The key was made by this revision.</summary>
    public static Compare CreateRevision(
        ReadOnlyMemory<byte> key, long revision, CompareRelation relation = CompareRelation.Equal) =>
        new(key, CompareTarget.CreateRevision, relation, revision, default);

    /// <summary>The key was written so often.</summary>
    public static Compare Version(
        ReadOnlyMemory<byte> key, long version, CompareRelation relation = CompareRelation.Equal) =>
        new(key, CompareTarget.Version, relation, version, default);

    /// <summary>The key is there with this value.</summary>
    public static Compare Value(
        ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, CompareRelation relation = CompareRelation.Equal) =>
        new(key, CompareTarget.Value, relation, 0, value);

    /// <summary>The key is not there.</summary>
    public static Compare Absent(ReadOnlyMemory<byte> key) => CreateRevision(key, 0);
}
