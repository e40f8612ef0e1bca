using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HiperNet.Registrar.Audit;
using HiperNet.Registrar.State;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Accounts;

/// <summary>
/// Who has an account. It decides no right: that the key has signed the request, and that an administrator may
/// approve, is for its caller to decide by certificates.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="keys">Where the registrar keeps what.</param>
/// <param name="registrar">The registrar's own principal.</param>
/// <param name="time">The clock.</param>
/// <param name="outbox">What the log is told by; every change has its entry in its own transaction.</param>
public sealed class AccountBook(
    EtcdClient store, StateKeys keys, Principal registrar, TimeProvider time, AuditOutbox outbox)
{
    private const int Tries = 8;

    private long Now => time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Sets the good-use agreement that new accounts must accept; accounts that are there stay.</summary>
    /// <param name="text">All of it; not empty.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<StateResult<Written>> SetAgreementAsync(
        string text, Principal by, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        byte[] octets = Encoding.UTF8.GetBytes(text);
        AuditEvent told = outbox.Event(
            AuditNames.AgreementSet, by.ToString(), Convert.ToHexStringLower(SHA256.HashData(octets)));
        return await PutAsync(new PutOperation(keys.Agreement, octets), told, cancellation);
    }

    /// <summary>
    /// Makes an account: active if there is an invitation, which is checked and used up in the same transaction;
    /// otherwise pending. Asking again with the same words changes nothing.
    /// </summary>
    public async Task<AccountResult> RegisterAsync(
        Registration registration, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(registration);
        if (!registration.Identity.IsValid)
        {
            return AccountResult.Failed(
                AccountFault.Identity,
                $"a name, an organisation and a contact of 1 to {AccountIdentity.MostCharacters} letters are needed");
        }

        return await RepeatAsync(() => TryRegisterAsync(registration, cancellation), cancellation);
    }

    /// <summary>Looks an account up.</summary>
    public async Task<AccountResult> FindAsync(Principal principal, CancellationToken cancellation = default)
    {
        (KeyValue? item, AccountResult? failed) = await ReadAsync(AccountKey(principal), cancellation);
        return failed ?? (item is null
            ? AccountResult.Failed(AccountFault.Unknown, $"{principal} has no account")
            : AccountResult.Done(AccountCodec.ReadAccount(item.Value)));
    }

    /// <summary>Makes a pending or suspended account active.</summary>
    /// <param name="principal">Whose.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<AccountResult> ApproveAsync(
        Principal principal, Principal by, CancellationToken cancellation = default) =>
        SetStateAsync(principal, by, AccountState.Active, _ => true, cancellation);

    /// <summary>Ends an account; its certificates are for the caller to revoke.</summary>
    /// <param name="principal">Whose.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<AccountResult> SuspendAsync(
        Principal principal, Principal by, CancellationToken cancellation = default) =>
        SetStateAsync(principal, by, AccountState.Suspended, state => state != AccountState.Pending, cancellation);

    /// <summary>Invites somebody.</summary>
    /// <param name="by">Who invites.</param>
    /// <param name="seconds">For how long; above 0.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The invitation, whose secret is not kept; null, and why, if the store did not take it.</returns>
    public async Task<(Invitation? Invitation, string Detail)> InviteAsync(
        Principal by, long seconds, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(seconds);
        Invitation invitation = Invitation.Create(Now + seconds);
        // The lease is only so that the store forgets it some time; whether it is good is decided by its record.
        StateResult<Lease> lease = await store.GrantLeaseAsync(seconds + 60, cancellation: cancellation);
        if (!lease.IsDone)
        {
            return (null, $"{lease.Fault}: {lease.Detail}");
        }

        PutOperation put = new(
            InvitationKey(invitation.Token),
            AccountCodec.Write(new InvitationRecord(invitation.Expires, by.ToString())),
            lease.Value.Id);
        AuditEvent told = outbox.Event(
            AuditNames.InvitationMade,
            by.ToString(),
            Invitation.HashOf(invitation.Token),
            ("expires", invitation.Expires.ToString(CultureInfo.InvariantCulture)));
        StateResult<Written> written = await PutAsync(put, told, cancellation);
        return written.IsDone ? (invitation, "") : (null, $"{written.Fault}: {written.Detail}");
    }

    private async Task<AccountResult> RepeatAsync(
        Func<Task<AccountResult?>> attempt, CancellationToken cancellation)
    {
        if (await outbox.RefusalAsync(cancellation) is { } why)
        {
            return AccountResult.Failed(AccountFault.Log, why);
        }

        for (int i = 0; i < Tries; i++)
        {
            if (await attempt() is { } result)
            {
                return result;
            }
        }

        return AccountResult.Failed(AccountFault.Busy, "others change the same account all the time; try again");
    }

    /// <summary>A result if a transaction was done or failed; null if another one was quicker.</summary>
    private static AccountResult? Written(StateResult<TransactionAnswer> answer, AccountRecord account) =>
        !answer.IsDone
            ? answer.Fault == StateFault.UnknownOutcome ? null : AccountResult.Failed(answer)
            : answer.Value.Succeeded ? AccountResult.Done(account) : null;

    private async Task<AccountResult?> TryRegisterAsync(Registration registration, CancellationToken cancellation)
    {
        (KeyValue? agreement, AccountResult? failed) = await ReadAsync(keys.Agreement, cancellation);
        if (failed is not null || agreement is null)
        {
            return failed ?? AccountResult.Failed(AccountFault.NoAgreement, "there is no agreement to accept yet");
        }

        byte[] hash = SHA256.HashData(agreement.Value.Span);
        if (Acceptance.Fault(registration, registrar, hash, SpkiTime.From(time.GetUtcNow())) is { } fault)
        {
            return AccountResult.Failed(AccountFault.NotAgreed, fault);
        }

        Principal principal = registration.Key.Principal;
        AccountRecord account = new(
            principal.ToString(),
            registration.Key.Sexp.Canonical,
            registration.Identity,
            AccountState.Pending,
            Convert.ToHexStringLower(hash),
            registration.Acceptance,
            Now,
            null);
        (KeyValue? known, failed) = await ReadAsync(AccountKey(principal), cancellation);
        if (failed is not null || known is not null)
        {
            return failed ?? Again(AccountCodec.ReadAccount(known!.Value), account);
        }

        List<Compare> conditions =
            [Compare.Absent(AccountKey(principal)), Compare.ModRevision(keys.Agreement, agreement.ModRevision)];
        return registration.Invitation is { } token
            ? await InvitedAsync(account, token, conditions, cancellation)
            : Written(await PutAsync(
                account,
                conditions,
                [outbox.Entry(Told(AuditNames.AccountRegistered, account.Principal, account))],
                cancellation),
                account);
    }

    private static AccountResult Again(AccountRecord known, AccountRecord account) => known.IsSameAs(account)
        ? AccountResult.Done(known)
        : AccountResult.Failed(AccountFault.Exists, $"{known.Principal} has an account that says something else");

    private async Task<AccountResult?> InvitedAsync(
        AccountRecord account, string token, List<Compare> conditions, CancellationToken cancellation)
    {
        ReadOnlyMemory<byte> key = InvitationKey(token);
        (KeyValue? item, AccountResult? failed) = await ReadAsync(key, cancellation);
        if (failed is not null)
        {
            return failed;
        }

        InvitationRecord? invitation = item is null ? null : AccountCodec.ReadInvitation(item.Value);
        if (invitation is null || invitation.Expires <= Now)
        {
            return AccountResult.Failed(AccountFault.Invitation, "there is no such invitation any more");
        }

        AccountRecord active = account with { State = AccountState.Active, DecidedBy = invitation.By };
        return Written(
            await PutAsync(
                active,
                [.. conditions, Compare.ModRevision(key, item!.ModRevision)],
                [
                    new DeleteOperation(KeyRange.Single(key)),
                    outbox.Entry(Told(AuditNames.AccountRegistered, active.Principal, active)),
                    outbox.Entry(outbox.Event(
                        AuditNames.InvitationUsed,
                        active.Principal,
                        Invitation.HashOf(token),
                        ("invited_by", invitation.By))),
                ],
                cancellation),
            active);
    }

    private Task<AccountResult> SetStateAsync(
        Principal principal,
        Principal by,
        AccountState state,
        Func<AccountState, bool> isAllowed,
        CancellationToken cancellation) => RepeatAsync(
        () => TrySetStateAsync(principal, by, state, isAllowed, cancellation), cancellation);

    private async Task<AccountResult?> TrySetStateAsync(
        Principal principal,
        Principal by,
        AccountState state,
        Func<AccountState, bool> isAllowed,
        CancellationToken cancellation)
    {
        ReadOnlyMemory<byte> key = AccountKey(principal);
        (KeyValue? item, AccountResult? failed) = await ReadAsync(key, cancellation);
        if (failed is not null || item is null)
        {
            return failed ?? AccountResult.Failed(AccountFault.Unknown, $"{principal} has no account");
        }

        AccountRecord account = AccountCodec.ReadAccount(item.Value);
        if (account.State == state)
        {
            return AccountResult.Done(account);
        }

        if (!isAllowed(account.State))
        {
            return AccountResult.Failed(AccountFault.State, $"the account is {account.State}");
        }

        AccountRecord next = account with { State = state, DecidedBy = by.ToString() };
        string name = state == AccountState.Active ? AuditNames.AccountApproved : AuditNames.AccountSuspended;
        return Written(
            await PutAsync(
                next,
                [Compare.ModRevision(key, item.ModRevision)],
                [outbox.Entry(Told(name, by.ToString(), next))],
                cancellation),
            next);
    }

    private AuditEvent Told(string name, string by, AccountRecord account) => outbox.Event(
        name,
        by,
        account.Principal,
        ("name", account.Identity.Name),
        ("organisation", account.Identity.Organisation),
        ("agreement", account.Agreement),
        ("state", account.State.ToString()));

    /// <summary>Writes a key on no condition, and tells the log.</summary>
    private async Task<StateResult<Written>> PutAsync(
        PutOperation put, AuditEvent told, CancellationToken cancellation)
    {
        if (await outbox.RefusalAsync(cancellation) is { } why)
        {
            return StateResult<Written>.Failed(StateFault.Unavailable, why);
        }

        StateResult<TransactionAnswer> done = await store.TransactAsync(
            new Transaction([], [put, outbox.Entry(told)], []), cancellation);
        return done.IsDone
            ? StateResult<Written>.Done(new Written(done.Value.Revision, 1))
            : done.As<Written>();
    }

    private Task<StateResult<TransactionAnswer>> PutAsync(
        AccountRecord account,
        IReadOnlyList<Compare> conditions,
        IReadOnlyList<Operation> others,
        CancellationToken cancellation) => store.TransactAsync(
        new Transaction(
            conditions,
            [new PutOperation(keys.Account(account.Principal), AccountCodec.Write(account)), .. others],
            []),
        cancellation);

    private async Task<(KeyValue? Item, AccountResult? Failed)> ReadAsync(
        ReadOnlyMemory<byte> key, CancellationToken cancellation)
    {
        StateResult<RangePage> page = await store.RangeAsync(new RangeQuery(KeyRange.Single(key)), cancellation);
        return page.IsDone ? (page.Value.First, null) : (null, AccountResult.Failed(page));
    }

    private ReadOnlyMemory<byte> AccountKey(Principal principal) => keys.Account(principal.ToString());

    private ReadOnlyMemory<byte> InvitationKey(string token) => keys.Invitation(Invitation.HashOf(token));
}
