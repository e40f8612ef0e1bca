using HiperNet.Registrar.Audit;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Events;
using HiperNet.Registrar.Revocations;
using HiperNet.Registrar.State;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Registrar.Rights;

/// <summary>Takes back what a registrar has issued, and tells those who have to know at once.</summary>
/// <param name="bundles">What it has issued.</param>
/// <param name="book">Its revocation lists.</param>
/// <param name="events">Tells.</param>
/// <param name="outbox">Tells the log.</param>
/// <param name="listeners">The principals of who has to know of a bundle, by what it is about.</param>
/// <param name="registrar">The registrar's principal.</param>
/// <param name="time">The clock.</param>
public sealed class Revoker(
    BundleStore bundles,
    RevocationBook book,
    EventBook events,
    AuditOutbox outbox,
    Func<string, CancellationToken, Task<IReadOnlyList<string>>> listeners,
    Principal registrar,
    TimeProvider time)
{
    private const int MostListeners = 32;
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(500);
    private readonly Lock gate = new();
    private Sequence? known;
    private long knownSince;

    private long Now => time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Revokes a certificate.</summary>
    /// <param name="id">Its hash.</param>
    /// <param name="reason">Why, for the log.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>
    /// The list; <see cref="RevocationListFault.Condition"/> if the registrar has issued no such certificate.
    /// </returns>
    public async Task<RevocationResult> RevokeAsync(
        ObjectId id, string reason, string by, CancellationToken cancellation)
    {
        StateResult<StoredBundles> all = await bundles.AllAsync(cancellation);
        if (!all.IsDone)
        {
            return RevocationResult.Failed(all);
        }

        string wanted = id.ToString();
        StoredBundle? holder = all.Value.Items.FirstOrDefault(item =>
            item.Bundle.Certificates.Any(certificate => certificate.Id == wanted && IsOurs(certificate)));
        return holder is null
            ? RevocationResult.Failed(RevocationListFault.Condition, "the registrar has issued no such certificate")
            : await RevokeAsync(
                [holder.Bundle], certificate => certificate.Id == wanted, reason, by, cancellation);
    }

    /// <summary>Revokes all that a key was granted by the registrar.</summary>
    public async Task<RevocationResult?> RevokeAllAsync(
        Principal subject, string reason, string by, CancellationToken cancellation)
    {
        StateResult<StoredBundles> kept = await bundles.OfSubjectAsync(subject, cancellation);
        return !kept.IsDone ? RevocationResult.Failed(kept)
            : kept.Value.Items.Count == 0 ? null
            : await RevokeAsync([.. kept.Value.Items.Select(item => item.Bundle)], _ => true, reason, by, cancellation);
    }

    /// <summary>Says that a certificate is not revoked, for who has chosen the nonce.</summary>
    public Task<RevocationResult> RevalidateAsync(
        ObjectId id, ReadOnlyMemory<byte> nonce, CancellationToken cancellation) =>
        book.RevalidateAsync(id, nonce, cancellation: cancellation);

    /// <summary>The registrar's list, for its own decisions; not older than half a second.</summary>
    public async Task<IReadOnlyList<SpkiObject>> ListAsync(CancellationToken cancellation)
    {
        lock (gate)
        {
            if (known is not null && time.GetElapsedTime(knownSince) < Fresh)
            {
                return known.Items;
            }
        }

        long asked = time.GetTimestamp();
        RevocationResult current = await book.CurrentAsync(cancellation);
        if (current.View is { } view
            && CanonicalParser.TryParse(view.Sequence, limits: null, out SexpNode? node, out _)
            && SpkiObject.TryParse(node, out SpkiObject? list, out _)
            && list is Sequence sequence)
        {
            lock (gate)
            {
                (known, knownSince) = (sequence, asked);
            }
        }

        lock (gate)
        {
            return known?.Items ?? [];
        }
    }

    private bool IsOurs(StoredCertificate certificate) => certificate.Issuer == registrar.ToString();

    private async Task<RevocationResult> RevokeAsync(
        IReadOnlyList<Bundle> from,
        Func<StoredCertificate, bool> isMeant,
        string reason,
        string by,
        CancellationToken cancellation)
    {
        StoredCertificate[] revoked = [.. from.SelectMany(bundle => bundle.Certificates)
            .Where(certificate => IsOurs(certificate) && isMeant(certificate) && !certificate.HasEnded(Now))];
        HashSet<string> told = new(StringComparer.Ordinal);
        foreach (Bundle bundle in from)
        {
            told.Add(bundle.Subject);
            told.UnionWith(await listeners(bundle.About, cancellation));
        }

        (ObjectId, SpkiTime)[] targets = [.. revoked.Select(certificate => (
            new ObjectId(Principal.Of(Convert.FromHexString(certificate.Id))),
            certificate.NotAfter is { } last ? SpkiTime.OfUnix(last) : SpkiTime.Forever))];
        RevocationResult result = await book.RevokeAsync(
            targets,
            [],
            [
                .. from.Select(bundle => Without(bundle, isMeant)),
                .. told.Take(MostListeners).Select(one => events.Entry(one, "revocations.changed", "revocations")),
                outbox.Entry(outbox.Event(
                    AuditNames.CertificatesRevoked, by, from[0].Subject, ("reason", reason))),
            ],
            cancellation);
        lock (gate)
        {
            known = null;
        }

        return result;
    }

    private Operation Without(Bundle bundle, Func<StoredCertificate, bool> isMeant)
    {
        StoredCertificate[] left = [.. bundle.Certificates.Where(one => !IsOurs(one) || !isMeant(one))];
        return left.Length == 0
            ? bundles.Delete(bundle.Subject, bundle.About)
            : bundles.Put(bundle with { Certificates = left });
    }
}
