using System.Runtime.CompilerServices;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Events;

/// <summary>Reads keys without their values, page by page, all at the revision of the first page.</summary>
internal static class KeyPages
{
    public static async IAsyncEnumerable<StateResult<RangePage>> ReadAsync(
        EtcdClient store, KeyRange range, [EnumeratorCancellation] CancellationToken cancellation)
    {
        RangeQuery query = new(range) { Limit = EventLimits.PageKeys, KeysOnly = true };
        while (true)
        {
            StateResult<RangePage> page = await store.RangeAsync(query, cancellation);
            yield return page;
            if (!page.IsDone || !page.Value.HasMore || page.Value.Items.Count == 0)
            {
                yield break;
            }

            query = query with
            {
                Range = query.Range.After(page.Value.Items[^1].Key),
                Revision = query.Revision == 0 ? page.Value.Revision : query.Revision,
            };
        }
    }
}
