namespace HiperNet.Registrar.State;

/// <summary>Keys that were read.</summary>
/// <param name="Revision">The store's revision at that moment.</param>
/// <param name="Items">The keys, in the order of their octets.</param>
/// <param name="HasMore">Whether the limit left some out.</param>
/// <param name="Count">How many keys the range has, the ones left out included.</param>
public sealed record RangePage(long Revision, IReadOnlyList<KeyValue> Items, bool HasMore, long Count)
{
    /// <summary>The first key; null if there is none.</summary>
    public KeyValue? First => Items.Count == 0 ? null : Items[0];
}
