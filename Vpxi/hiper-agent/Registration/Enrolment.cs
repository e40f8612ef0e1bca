using System.Security.Cryptography;
using System.Text;
using HiperNet.Agent.Configuration;
using HiperNet.Agent.Keys;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Spki.Keys;

namespace HiperNet.Agent.Registration;

/// <summary>
/// Gets an account for the agent's key. An agreement is accepted only if the configuration has its hash: somebody must
/// have read it.
/// </summary>
internal sealed class Enrolment(RegistrarClient client, PrivateKey agent, Link link, Health health)
{
    private const string Subject = "account";
    private const int MostToken = 1_024;
    private const int NotFound = 404;
    private const string Own = "self";

    /// <summary>Makes sure of the account.</summary>
    /// <returns>Whether it is active.</returns>
    public async Task<bool> EnsureAsync(AgentSettings settings, CancellationToken cancellation)
    {
        ApiAnswer<AccountView> known = await client.AccountAsync(Own, cancellation);
        if (!link.Note(known) && known.Problem is { Status: NotFound })
        {
            known = await RegisterAsync(settings, cancellation) ?? known;
            link.Note(known);
        }

        link.Account = known.Value?.State ?? (link.IsReachable ? "none" : link.Account);
        health.Set(Subject, known.Value?.State switch
        {
            "active" => null,
            "pending" => $"an administrator of the registrar has to approve {agent.Public.Principal}",
            "suspended" => "the registrar has suspended the account",
            null => link.IsReachable ? Refusal ?? known.Problem?.Detail : null,
            string other => $"the account is {other}",
        });
        return known.Value?.State == "active";
    }

    private string? Refusal { get; set; }

    private async Task<ApiAnswer<AccountView>?> RegisterAsync(AgentSettings settings, CancellationToken cancellation)
    {
        ApiAnswer<Agreement> agreement = await client.AgreementAsync(cancellation);
        link.Note(agreement);
        if (agreement.Value is not { } text)
        {
            Refusal = $"the registrar shows no agreement: {agreement.Problem?.Detail}";
            return null;
        }

        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.Text));
        if (settings.Account.AcceptAgreement != Convert.ToHexStringLower(hash))
        {
            Refusal = "the registrar's agreement is not accepted: read it, and set account.accept_agreement to "
                + Convert.ToHexStringLower(hash);
            return null;
        }

        Refusal = null;
        AccountSettings account = settings.Account;
        return await client.RegisterAsync(
            new AccountRequest(
                agent.Public.Sexp.Canonical,
                account.Name,
                account.Organisation,
                account.Contact,
                Issuing.Acceptance(agent, settings.Registrar.Principal, hash).Node.Canonical,
                Invitation(account.InvitationFile)),
            cancellation);
    }

    private static string? Invitation(string? file) =>
        file is not null && AgentFiles.TryRead(file, MostToken) is { Length: > 0 } token
            ? Encoding.UTF8.GetString(token).Trim()
            : null;
}
