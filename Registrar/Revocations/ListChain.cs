using HiperNet.Registrar.Client.Contracts;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Revocations;

/// <summary>The base list and the deltas that follow on it, as the store had them at a revision.</summary>
internal sealed class ListChain
{
    private readonly PublicKey issuer;
    private readonly Dictionary<ObjectId, long> ends = [];
    private readonly Lazy<RevocationView> whole;

    /// <param name="issuer">Who has signed them.</param>
    /// <param name="headRevision">What has written the head; 0 if nothing has.</param>
    /// <param name="lists">All lists, the base first; none if there is no head.</param>
    public ListChain(PublicKey issuer, long headRevision, IReadOnlyList<StoredList> lists)
    {
        this.issuer = issuer;
        (HeadRevision, Lists) = (headRevision, lists);
        foreach ((ObjectId id, long end) in lists.SelectMany(list => list.Ends))
        {
            ends[id] = Math.Max(end, ends.GetValueOrDefault(id, long.MinValue));
        }

        whole = new Lazy<RevocationView>(() => View(issuer, Lists));
    }

    public long HeadRevision { get; }

    public IReadOnlyList<StoredList> Lists { get; }

    /// <summary>What is canceled, and when it ends by itself, in seconds since 1970.</summary>
    public IReadOnlyDictionary<ObjectId, long> Ends => ends;

    /// <summary>How many identifiers all lists have together.</summary>
    public int Entries => Lists.Sum(list => list.Ends.Count);

    /// <summary>All lists; there must be one.</summary>
    public RevocationView Whole => whole.Value;

    /// <summary>Whether another base list should take the place of these.</summary>
    public bool IsDue(SpkiTime now) =>
        Lists.Count == 0
        || Lists.Count > RevocationLimits.Deltas
        || Plus(Lists[0].Validity.NotBefore, RevocationLimits.ClockSkew + RevocationLimits.RenewAfter) <= now;

    /// <summary>What follows on a list that somebody knows; all lists if it is none of these.</summary>
    public RevocationView After(ObjectId known)
    {
        for (int i = 0; i < Lists.Count; i++)
        {
            if (Lists[i].List.Id == known)
            {
                return View(issuer, Lists.Skip(i + 1), Lists[^1]);
            }
        }

        return Whole;
    }

    /// <summary>An instant and a while.</summary>
    public static SpkiTime Plus(SpkiTime time, TimeSpan span) => new(time.Seconds + (long)span.TotalSeconds);

    /// <summary>Statements with the key, so that nothing else is needed to check them.</summary>
    public static ReadOnlyMemory<byte> Signed(
        PublicKey issuer, params IEnumerable<(RevocationObject Object, Signature Signature)> statements) =>
        Sequence.Create(
            [new KeyObject(issuer), .. statements.SelectMany(one => (SpkiObject[])[one.Object, one.Signature])])
            .Node.Canonical;

    /// <summary>Some lists, of which the last says what follows and until when; there must be one.</summary>
    public static RevocationView View(PublicKey issuer, IReadOnlyList<StoredList> lists) =>
        View(issuer, lists, lists[^1]);

    private static RevocationView View(PublicKey issuer, IEnumerable<StoredList> lists, StoredList last) => new(
        Signed(issuer, lists.Select(list => (list.List, list.Signature))),
        last.List.Id.ToString(),
        last.Validity.NotAfter.ToDateTimeOffset().ToUnixTimeSeconds());
}
