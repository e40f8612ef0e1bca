using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Events;

/// <summary>
/// Deletes what is too old or too much. Events that one transaction wrote for one audience are deleted together, so
/// that the places of the others, and with them cursors, stay.
/// </summary>
internal sealed class EventSweeper(EtcdClient store, KeyRange range, long oldest)
{
    private readonly List<EventKey> keys = [];
    private readonly List<Operation> deletions = [];
    private string audience = "";
    private long deleted;

    public async Task<StateResult<Written>> RunAsync(CancellationToken cancellation)
    {
        long revision = 0;
        await foreach (StateResult<RangePage> page in store.KeysAsync(range, cancellation))
        {
            if (!page.IsDone)
            {
                return page.As<Written>();
            }

            revision = revision == 0 ? page.Value.Revision : revision;
            foreach (EventKey key in page.Value.Items.Select(EventKey.Of).OfType<EventKey>())
            {
                // Keys of one audience stand together.
                if (key.Audience != audience)
                {
                    if (await EndAudienceAsync(cancellation) is { } failed)
                    {
                        return failed;
                    }

                    audience = key.Audience;
                }

                keys.Add(key);
            }
        }

        return await EndAudienceAsync(cancellation) ?? await DeleteAsync(cancellation)
            ?? StateResult<Written>.Done(new Written(revision, deleted));
    }

    private async Task<StateResult<Written>?> EndAudienceAsync(CancellationToken cancellation)
    {
        keys.Sort();
        int left = keys.Count;
        foreach (IGrouping<long, EventKey> group in keys.GroupBy(key => key.Revision))
        {
            EventKey[] together = [.. group];
            if (left <= EventLimits.EachAudience && together.Any(key => key.Time >= oldest))
            {
                continue;
            }

            left -= together.Length;
            if (deletions.Count + together.Length > EtcdLimits.Operations
                && await DeleteAsync(cancellation) is { } failed)
            {
                return failed;
            }

            deletions.AddRange(together.Select(key => new DeleteOperation(KeyRange.Single(key.Octets))));
        }

        keys.Clear();
        return null;
    }

    private async Task<StateResult<Written>?> DeleteAsync(CancellationToken cancellation)
    {
        if (deletions.Count == 0)
        {
            return null;
        }

        StateResult<TransactionAnswer> answer =
            await store.TransactAsync(new Transaction([], [.. deletions], []), cancellation);
        deletions.Clear();
        if (!answer.IsDone)
        {
            return answer.As<Written>();
        }

        deleted += answer.Value.Answers.Sum(one => one.Keys);
        return null;
    }
}
