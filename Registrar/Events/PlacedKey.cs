namespace HiperNet.Registrar.Events;

/// <summary>A key with its cursor.</summary>
/// <param name="Key">The key.</param>
/// <param name="Cursor">Where it stands.</param>
internal sealed record PlacedKey(EventKey Key, long Cursor)
{
    /// <summary>
    /// Puts keys of one audience in order. Of each revision all must be there: the sweep deletes none alone.
    /// </summary>
    public static IEnumerable<PlacedKey> Place(List<EventKey> keys)
    {
        keys.Sort();
        int place = 0;
        for (int i = 0; i < keys.Count; i++)
        {
            place = i > 0 && keys[i].Revision == keys[i - 1].Revision ? place + 1 : 0;
            yield return new PlacedKey(keys[i], EventCursor.Of(keys[i].Revision, place));
        }
    }
}
