using System.Text;
using HiperNet.Registrar.State;
using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Revocations;

/// <summary>
/// Keeps the lists: <c>revocation/head</c>, which every write compares, and <c>revocation/list/GENERATION/NUMBER</c>.
/// What was read is kept as long as the head is the same.
/// </summary>
internal sealed class ListStore(EtcdClient store, string root, PublicKey issuer)
{
    private readonly byte[] headKey = Encoding.UTF8.GetBytes(root + "revocation/head");
    private readonly string lists = root + "revocation/list/";
    private volatile ListChain? known;

    /// <summary>The lists as they are now.</summary>
    public async Task<(ListChain? Chain, RevocationResult? Failed)> ReadAsync(CancellationToken cancellation)
    {
        StateResult<RangePage> head =
            await store.RangeAsync(new RangeQuery(KeyRange.Single(headKey)) { KeysOnly = true }, cancellation);
        if (!head.IsDone)
        {
            return (null, RevocationResult.Failed(head));
        }

        long revision = head.Value.First?.ModRevision ?? 0;
        if (known is { } same && same.HeadRevision == revision)
        {
            return (same, null);
        }

        // Head and lists together, at one revision.
        StateResult<RangePage> all =
            await store.RangeAsync(new RangeQuery(KeyRange.Prefix(root + "revocation/")), cancellation);
        return all.IsDone ? Chain(all.Value) : (null, RevocationResult.Failed(all));
    }

    /// <summary>Writes a list that follows on others, with what the caller wants done at the same time.</summary>
    /// <param name="chain">What was read.</param>
    /// <param name="next">The list; null if there is nothing to add.</param>
    /// <param name="conditions">The caller's.</param>
    /// <param name="operations">The caller's.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<(ListOutcome Outcome, RevocationResult? Failed)> WriteAsync(
        ListChain chain,
        StoredList? next,
        IReadOnlyList<Compare> conditions,
        IReadOnlyList<Operation> operations,
        CancellationToken cancellation)
    {
        Transaction transaction = new(
            [Compare.ModRevision(headKey, chain.HeadRevision), .. conditions],
            [.. Writes(chain, next), .. operations],
            [new RangeOperation(new RangeQuery(KeyRange.Single(headKey)) { KeysOnly = true })]);
        bool open = false;
        for (int i = 1; ; i++)
        {
            StateResult<TransactionAnswer> answer = await store.TransactAsync(transaction, cancellation);
            if (answer.Fault == StateFault.UnknownOutcome && next is not null && i < RevocationLimits.Tries)
            {
                // Of two that compare the same head one is refused, so that it may be sent again.
                open = true;
                continue;
            }

            if (!answer.IsDone)
            {
                // What was sent before may still have been done.
                StateFault fault = open ? StateFault.UnknownOutcome : answer.Fault;
                return (ListOutcome.Raced, RevocationResult.Failed(
                    RevocationListFault.Store, $"{fault}: {answer.Detail}"));
            }

            if (answer.Value.Succeeded)
            {
                return (ListOutcome.Done, null);
            }

            long head = answer.Value.Answers[0].Page?.First?.ModRevision ?? 0;
            return head == chain.HeadRevision ? (ListOutcome.Refused, null)
                : open ? await FindAsync(next!, cancellation)
                : (ListOutcome.Raced, null);
        }
    }

    private IEnumerable<Operation> Writes(ListChain chain, StoredList? next)
    {
        if (next is null)
        {
            yield break;
        }

        yield return new PutOperation(headKey, VersionedJson.Write(json =>
        {
            json.WriteNumber("generation", next.Generation);
            json.WriteNumber("number", next.Number);
        }));
        yield return new PutOperation(
            Encoding.UTF8.GetBytes($"{Folder(next.Generation)}{next.Number:x4}"), ListCodec.Write(next));
        if (next.Number == 0 && chain.Lists.Count > 0)
        {
            yield return new DeleteOperation(KeyRange.Prefix(Folder(chain.Lists[0].Generation)));
        }
    }

    private string Folder(long generation) => $"{lists}{generation:x16}/";

    /// <summary>Whether it was the write whose answer was lost that changed the head.</summary>
    private async Task<(ListOutcome Outcome, RevocationResult? Failed)> FindAsync(
        StoredList next, CancellationToken cancellation)
    {
        (ListChain? chain, RevocationResult? failed) = await ReadAsync(cancellation);
        if (chain is null)
        {
            return (ListOutcome.Raced, failed);
        }

        if (chain.Lists.Any(list => list.Mark == next.Mark))
        {
            return (ListOutcome.Done, null);
        }

        // Where another base list has taken its place, nobody knows.
        return chain.Lists.All(list => list.Generation <= next.Generation)
            ? (ListOutcome.Raced, null)
            : (ListOutcome.Raced, RevocationResult.Failed(
                RevocationListFault.Store, $"{StateFault.UnknownOutcome}: the list was renewed meanwhile"));
    }

    private (ListChain? Chain, RevocationResult? Failed) Chain(RangePage page)
    {
        try
        {
            KeyValue? head = page.Items.FirstOrDefault(item => item.Key.Span.SequenceEqual(headKey));
            List<StoredList> all =
                [.. page.Items.Where(item => item != head).Select(item => ListCodec.Read(item.Value))];
            Check(head, all);
            ListChain chain = new(issuer, head?.ModRevision ?? 0, all);
            known = chain;
            return (chain, null);
        }
        catch (InvalidDataException exception)
        {
            return (null, RevocationResult.Failed(RevocationListFault.Damaged, exception.Message));
        }
    }

    /// <summary>Each list must follow on the one before, the last be the head's, and all be the key's.</summary>
    private void Check(KeyValue? head, List<StoredList> all)
    {
        (long Generation, int Number)? last = head is null
            ? null
            : VersionedJson.Read<(long, int)>(
                head.Value, json => (json.GetProperty("generation").GetInt64(), json.GetProperty("number").GetInt32()));
        bool good = all.Count == 0 ? last is null : last == (all[^1].Generation, all.Count - 1);
        for (int i = 0; i < all.Count; i++)
        {
            good &= all[i].Number == i
                && all[i].Generation == all[0].Generation
                && all[i].Predecessor == (i == 0 ? null : all[i - 1].List.Id)
                && all[i].Signature.Check(all[i].List, issuer) == Spki.Certs.SignatureFault.None;
        }

        if (!good)
        {
            throw new InvalidDataException("the revocation lists in the store are not whole, or of another key");
        }
    }
}
