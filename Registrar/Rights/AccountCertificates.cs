using HiperNet.Registrar.Accounts;
using HiperNet.Registrar.Audit;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.State;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Registrar.Rights;

/// <summary>
/// The certificates that an active account has: without them an account is no right. They are issued anew when two
/// thirds of their time have passed, and taken away from an account that is not active.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="bundles">Where certificates are kept.</param>
/// <param name="issuer">The registrar.</param>
/// <param name="name">The name of its space.</param>
/// <param name="outbox">Tells the log.</param>
/// <param name="time">The clock.</param>
public sealed class AccountCertificates(
    EtcdClient store, BundleStore bundles, Issuer issuer, string name, AuditOutbox outbox, TimeProvider time)
{
    /// <summary>What bundles of accounts are about.</summary>
    public const string About = "account";

    /// <summary>How long the certificates are valid.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    /// <summary>Clocks may be apart by this much.</summary>
    private const long Skew = 300;

    /// <summary>Sees to it that an account has what its state gives it.</summary>
    public async Task<StateResult<Written>> KeepAsync(AccountRecord account, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(account);
        StateResult<StoredBundles> kept = await bundles.ReadAsync(account.Principal, About, cancellation);
        if (!kept.IsDone)
        {
            return kept.As<Written>();
        }

        long now = time.GetUtcNow().ToUnixTimeSeconds();
        bool isKept = kept.Value.Items.Count > 0
            && kept.Value.Items[0].Bundle.Certificates.All(certificate => !certificate.IsDue(now));
        Operation? change = (account.State == AccountState.Active, isKept, kept.Value.Items.Count > 0) switch
        {
            (true, false, _) => bundles.Put(Of(account, now)),
            (false, _, true) => bundles.Delete(account.Principal, About),
            _ => null,
        };
        if (change is null)
        {
            return StateResult<Written>.Done(new Written(0, 0));
        }

        AuditEvent told = outbox.Event(
            account.State == AccountState.Active ? AuditNames.CertificatesIssued : AuditNames.CertificatesRevoked,
            outbox.Registrar,
            $"account/{account.Principal}");
        StateResult<TransactionAnswer> answer = await store.TransactAsync(
            new Transaction([], [change, outbox.Entry(told)], []), cancellation);
        return answer.IsDone
            ? StateResult<Written>.Done(new Written(answer.Value.Revision, 1))
            : answer.As<Written>();
    }

    private Bundle Of(AccountRecord account, long now)
    {
        Principal subject = KeyOf(account);
        SpkiTime first = SpkiTime.OfUnix(now - Skew);
        SpkiTime last = SpkiTime.OfUnix(now + (long)Life.TotalSeconds);
        return new Bundle(
            account.Principal,
            About,
            [
                issuer.Issue(new Grant(
                    subject, GrantTags.Registry(name, "allocate", "register"), Delegation.None, first, last)),
                issuer.Issue(new Grant(subject, GrantTags.Member(name), Delegation.None, first, last)),
            ]);
    }

    private static Principal KeyOf(AccountRecord account) =>
        CanonicalParser.TryParse(account.Key, limits: null, out SexpNode? node, out _)
        && PublicKey.TryParse(node, out PublicKey? key, out _)
            ? key.Principal
            : throw new InvalidDataException($"the account {account.Principal} has no key");
}
