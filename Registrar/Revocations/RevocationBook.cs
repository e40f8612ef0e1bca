using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.State;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Revocations;

/// <summary>
/// The revocation list of a registrar, kept and signed for any number of replicas (RFC 2693 section 5.2): a base list,
/// and deltas that each follow on the one before. It decides no right: who may revoke what is for its caller. Many
/// threads may use it at once.
/// </summary>
public sealed class RevocationBook
{
    private static readonly Dictionary<ObjectId, long> Nothing = [];

    private readonly ListStore lists;
    private readonly ListMaker maker;
    private readonly PrivateKey issuer;
    private readonly TimeProvider time;

    /// <summary>A book of these lists; it does not own what it is given.</summary>
    /// <param name="store">The store.</param>
    /// <param name="root">With what all keys of the registrar begin.</param>
    /// <param name="issuer">The registrar's key, which signs.</param>
    /// <param name="time">The clock.</param>
    public RevocationBook(EtcdClient store, string root, PrivateKey issuer, TimeProvider time)
    {
        (this.issuer, this.time) = (issuer, time);
        (lists, maker) = (new ListStore(store, root, issuer.Public), new ListMaker(issuer));
    }

    private SpkiTime Now => SpkiTime.From(time.GetUtcNow());

    /// <summary>
    /// Revokes certificates or keys, together with what the caller wants done in the same transaction. What is revoked
    /// already is not written again; the caller's operations are done all the same.
    /// </summary>
    /// <param name="certificates">
    /// Their hashes, and the instants at which they end by themselves: then they may leave the list.
    /// </param>
    /// <param name="conditions">What must hold besides; at most <see cref="RevocationLimits.Conditions"/>.</param>
    /// <param name="operations">What is done besides; at most <see cref="RevocationLimits.Operations"/>.</param>
    /// <param name="cancellation">Ends the waiting; whether it was done is open then.</param>
    /// <returns>The key and the list that was added: a delta, or a base list; or the fault.</returns>
    public async Task<RevocationResult> RevokeAsync(
        IReadOnlyCollection<(ObjectId Id, SpkiTime Until)> certificates,
        IReadOnlyList<Compare> conditions,
        IReadOnlyList<Operation> operations,
        CancellationToken cancellation = default)
    {
        for (int i = 0; i < RevocationLimits.Races; i++)
        {
            if (await TryRevokeAsync(certificates, conditions, operations, cancellation) is { } result)
            {
                return result;
            }
        }

        return Busy();
    }

    /// <summary>
    /// Writes a new base list if there is none, if the old one is older than <see cref="RevocationLimits.RenewAfter"/>,
    /// or if it has too many deltas. What has ended by itself is left out.
    /// </summary>
    /// <returns>The whole list.</returns>
    public async Task<RevocationResult> RefreshAsync(CancellationToken cancellation = default)
    {
        (ListChain? chain, RevocationResult? failed) = await RefreshedAsync(cancellation);
        return failed ?? RevocationResult.Done(chain!.Whole);
    }

    /// <summary>The whole list with the registrar's key; it is refreshed first if that is due.</summary>
    public async Task<RevocationResult> CurrentAsync(CancellationToken cancellation = default)
    {
        (ListChain? chain, RevocationResult? failed) = await UsableAsync(cancellation);
        return chain is null ? failed! : RevocationResult.Done(chain.Whole);
    }

    /// <summary>
    /// What follows on a list or delta that somebody knows, with the registrar's key: the key alone if that is nothing,
    /// the whole list if that one is too old or was never there.
    /// </summary>
    public async Task<RevocationResult> SinceAsync(ObjectId known, CancellationToken cancellation = default)
    {
        (ListChain? chain, RevocationResult? failed) = await UsableAsync(cancellation);
        return chain is null ? failed! : RevocationResult.Done(chain.After(known));
    }

    /// <summary>
    /// Says that a certificate is not revoked, for one decision of who has chosen the nonce (RFC 2693 section 5.5).
    /// Whether the registrar has issued such a certificate, and whether it has ended, is for the caller to know.
    /// </summary>
    /// <param name="certificate">Its hash.</param>
    /// <param name="nonce">16 to 64 octets.</param>
    /// <param name="marks">
    /// By what else a list may mean the certificate, such as the keys of its subject (RevocationTarget.Marks); null for
    /// nothing.
    /// </param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The key and the statement, or <see cref="RevocationListFault.Revoked"/>.</returns>
    public async Task<RevocationResult> RevalidateAsync(
        ObjectId certificate,
        ReadOnlyMemory<byte> nonce,
        IReadOnlyCollection<ObjectId>? marks = null,
        CancellationToken cancellation = default)
    {
        if (nonce.Length is < OneTimeRevalidation.MinNonce or > OneTimeRevalidation.MaxNonce)
        {
            return RevocationResult.Failed(
                RevocationListFault.Nonce,
                $"a nonce has {OneTimeRevalidation.MinNonce} to {OneTimeRevalidation.MaxNonce} octets");
        }

        (ListChain? chain, RevocationResult? failed) = await lists.ReadAsync(cancellation);
        if (chain is null)
        {
            return failed!;
        }

        if (chain.Ends.ContainsKey(certificate) || (marks ?? []).Any(chain.Ends.ContainsKey))
        {
            return RevocationResult.Failed(RevocationListFault.Revoked, $"{certificate} is revoked");
        }

        OneTimeRevalidation good = OneTimeRevalidation.Create(certificate, nonce.Span);
        return RevocationResult.Done(new RevocationView(
            ListChain.Signed(issuer.Public, (good, Signature.Create(good, issuer))),
            good.Id.ToString(),
            time.GetUtcNow().ToUnixTimeSeconds()));
    }

    private async Task<RevocationResult?> TryRevokeAsync(
        IReadOnlyCollection<(ObjectId Id, SpkiTime Until)> certificates,
        IReadOnlyList<Compare> conditions,
        IReadOnlyList<Operation> operations,
        CancellationToken cancellation)
    {
        (ListChain? chain, RevocationResult? failed) = await lists.ReadAsync(cancellation);
        if (chain is null)
        {
            return failed;
        }

        SpkiTime now = Now;
        Dictionary<ObjectId, long> added = Added(chain, certificates);
        bool isNothing = added.Count == 0 && !chain.IsDue(now);
        StoredList? next = isNothing ? null : maker.Next(chain, added, now);
        if (next is null && !isNothing)
        {
            return RevocationResult.Failed(
                RevocationListFault.Full, $"a revocation list has at most {RevocationLimits.Identifiers} entries");
        }

        (ListOutcome outcome, failed) = await lists.WriteAsync(chain, next, conditions, operations, cancellation);
        return failed ?? outcome switch
        {
            ListOutcome.Done => RevocationResult.Done(ListChain.View(issuer.Public, [next ?? chain.Lists[^1]])),
            ListOutcome.Refused => RevocationResult.Failed(
                RevocationListFault.Condition, "what was to be revoked has changed meanwhile"),
            _ => null,
        };
    }

    /// <summary>What is not in the lists yet, or not for so long.</summary>
    private static Dictionary<ObjectId, long> Added(
        ListChain chain, IReadOnlyCollection<(ObjectId Id, SpkiTime Until)> certificates)
    {
        Dictionary<ObjectId, long> added = [];
        foreach ((ObjectId id, SpkiTime until) in certificates)
        {
            long end = until.ToDateTimeOffset().ToUnixTimeSeconds();
            if (end > chain.Ends.GetValueOrDefault(id, long.MinValue)
                && end > added.GetValueOrDefault(id, long.MinValue))
            {
                added[id] = end;
            }
        }

        return added;
    }

    private static RevocationResult Busy() =>
        RevocationResult.Failed(RevocationListFault.Busy, "others change the revocation list all the time");

    private async Task<(ListChain? Chain, RevocationResult? Failed)> RefreshedAsync(CancellationToken cancellation)
    {
        for (int i = 0; i < RevocationLimits.Races; i++)
        {
            (ListChain? chain, RevocationResult? failed) = await lists.ReadAsync(cancellation);
            if (chain is null || !chain.IsDue(Now))
            {
                return (chain, failed);
            }

            if (maker.Next(chain, Nothing, Now) is not { } next)
            {
                return (null, RevocationResult.Failed(RevocationListFault.Full, "the list has too many entries"));
            }

            (_, failed) = await lists.WriteAsync(chain, next, [], [], cancellation);
            if (failed is not null)
            {
                return (null, failed);
            }
        }

        return (null, Busy());
    }

    /// <summary>The refreshed list; if that cannot be written, the old one, which is better than none.</summary>
    private async Task<(ListChain? Chain, RevocationResult? Failed)> UsableAsync(CancellationToken cancellation)
    {
        (ListChain? chain, RevocationResult? failed) = await RefreshedAsync(cancellation);
        if (chain is not null)
        {
            return (chain, null);
        }

        (chain, _) = await lists.ReadAsync(cancellation);
        return chain is { Lists.Count: > 0 } ? (chain, null) : (null, failed);
    }
}
