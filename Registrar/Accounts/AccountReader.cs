using System.Security.Cryptography;
using System.Text;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Accounts;

/// <summary>Reads the agreement and lists accounts.</summary>
/// <param name="store">The store.</param>
/// <param name="keys">Where the registrar keeps what.</param>
public sealed class AccountReader(EtcdClient store, StateKeys keys)
{
    private const int PageAccounts = 100;

    /// <summary>The agreement; an empty text if there is none yet.</summary>
    public async Task<StateResult<AgreementText>> AgreementAsync(CancellationToken cancellation = default)
    {
        StateResult<RangePage> page = await store.RangeAsync(
            new RangeQuery(KeyRange.Single(keys.Agreement)), cancellation);
        if (!page.IsDone)
        {
            return page.As<AgreementText>();
        }

        ReadOnlyMemory<byte> text = page.Value.First?.Value ?? default;
        return StateResult<AgreementText>.Done(new AgreementText(
            Encoding.UTF8.GetString(text.Span), Convert.ToHexStringLower(SHA256.HashData(text.Span))));
    }

    /// <summary>Accounts in the order of their principals.</summary>
    /// <param name="after">The last principal that is known; null to begin.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<StateResult<AccountPage>> ListAsync(string? after, CancellationToken cancellation = default)
    {
        KeyRange all = KeyRange.Prefix(keys.Accounts);
        KeyRange rest = after is null ? all : all.After(keys.Account(after));
        StateResult<RangePage> page = await store.RangeAsync(
            new RangeQuery(rest) { Limit = PageAccounts }, cancellation);
        if (!page.IsDone)
        {
            return page.As<AccountPage>();
        }

        AccountRecord[] accounts = [.. page.Value.Items.Select(item => AccountCodec.ReadAccount(item.Value))];
        return StateResult<AccountPage>.Done(
            new AccountPage(accounts, page.Value.HasMore ? accounts[^1].Principal : null));
    }
}
