using HiperNet.Registrar.Accounts;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Server.Http;
using HiperNet.Registrar.State;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Tags;

namespace HiperNet.Registrar.Server.Routes;

/// <summary>Accounts and invitations.</summary>
internal sealed class AccountRoutes(RegistrarParts parts) : IRoutes
{
    private const long LeastInvitation = 60;
    private const long LongestInvitation = 2_592_000;
    private static readonly ContractJson Json = ContractJson.Default;

    public IEnumerable<ApiRoute> Routes() =>
    [
        new("POST", "/v1/accounts", "Asks for an account for the key that signs.", RegisterAsync)
        {
            Access = RouteAccess.AnyKey,
            IsOnce = true,
            Takes = typeof(AccountRequest),
            Gives = typeof(AccountView),
        },
        new("GET", "/v1/accounts", "Lists the accounts.", ListAsync)
        {
            Right = Admit, RightText = "(registry NAME admit)", Gives = typeof(Page<AccountView>), Queries = ["after"],
        },
        new("GET", "/v1/accounts/self", "Gives the account of the key that signs.", SelfAsync)
        {
            Access = RouteAccess.AnyKey, Gives = typeof(AccountView),
        },
        new("GET", "/v1/accounts/{principal}", "Gives an account.", FindAsync)
        {
            Right = Admit, RightText = "(registry NAME admit)", Gives = typeof(AccountView),
        },
        new("POST", "/v1/accounts/{principal}/approve", "Makes an account active.", ApproveAsync)
        {
            Right = Admit, RightText = "(registry NAME admit)", IsOnce = true, Gives = typeof(AccountView),
        },
        new("POST", "/v1/accounts/{principal}/suspend", "Ends an account's rights.", SuspendAsync)
        {
            Right = Admit, RightText = "(registry NAME admit)", IsOnce = true, Gives = typeof(AccountView),
        },
        new("POST", "/v1/invitations", "Invites somebody, who is then not to be approved.", InviteAsync)
        {
            Right = Admit,
            RightText = "(registry NAME admit)",
            IsOnce = true,
            IsSecret = true,
            Takes = typeof(InvitationRequest),
            Gives = typeof(InvitationView),
        },
    ];

    private TagExpression Admit(ApiRequest request) => GrantTags.Registry(parts.Options.Name, "admit");

    private async Task<ApiReply> RegisterAsync(ApiRequest request)
    {
        if (!request.TryRead(Json.AccountRequest, out AccountRequest? wanted, out ApiReply? failed))
        {
            return failed;
        }

        if (!wanted.Key.Span.SequenceEqual(request.Caller.Key.Sexp.Canonical.Span))
        {
            return ApiReply.Failed(ApiError.Malformed, "the key is not the one that has signed");
        }

        Registration registration = new(
            request.Caller.Key,
            new AccountIdentity(wanted.Name ?? "", wanted.Organisation ?? "", wanted.Contact ?? ""),
            wanted.Acceptance,
            wanted.Invitation);
        return await AnswerAsync(
            await parts.Accounts.RegisterAsync(registration, request.Cancellation), request.Cancellation);
    }

    private async Task<ApiReply> SelfAsync(ApiRequest request) => await AnswerAsync(
        await parts.Accounts.FindAsync(request.Caller.Principal, request.Cancellation), request.Cancellation);

    private Task<ApiReply> FindAsync(ApiRequest request) => OnAsync(
        request, principal => parts.Accounts.FindAsync(principal, request.Cancellation));

    private Task<ApiReply> ApproveAsync(ApiRequest request) => OnAsync(
        request,
        principal => parts.Accounts.ApproveAsync(principal, request.Caller.Principal, request.Cancellation));

    private Task<ApiReply> SuspendAsync(ApiRequest request) => OnAsync(
        request,
        async principal =>
        {
            AccountResult result = await parts.Accounts.SuspendAsync(
                principal, request.Caller.Principal, request.Cancellation);
            if (result.Fault == AccountFault.None)
            {
                await parts.Revoker.RevokeAllAsync(
                    principal, "the account is suspended", request.Caller.Name, request.Cancellation);
            }

            return result;
        });

    private async Task<ApiReply> InviteAsync(ApiRequest request)
    {
        if (!request.TryRead(Json.InvitationRequest, out InvitationRequest? wanted, out ApiReply? failed))
        {
            return failed;
        }

        if (wanted.Seconds is < LeastInvitation or > LongestInvitation)
        {
            return ApiReply.Failed(ApiError.Malformed, $"seconds must be {LeastInvitation} to {LongestInvitation}");
        }

        (Invitation? invitation, string detail) = await parts.Accounts.InviteAsync(
            request.Caller.Principal, wanted.Seconds, request.Cancellation);
        return invitation is null
            ? ApiReply.Failed(ApiError.Store, detail)
            : ApiReply.Made(new InvitationView(invitation.Token, invitation.Expires), Json.InvitationView);
    }

    private async Task<ApiReply> ListAsync(ApiRequest request)
    {
        StateResult<AccountPage> page = await parts.AccountReader.ListAsync(
            request.Query("after"), request.Cancellation);
        return page.IsDone
            ? ApiReply.Of(
                new Page<AccountView>([.. page.Value.Items.Select(View)], page.Value.Next), Json.PageAccountView)
            : Faults.Of(page);
    }

    private async Task<ApiReply> OnAsync(ApiRequest request, Func<Principal, Task<AccountResult>> act) =>
        PrincipalText.TryRead(request["principal"], out Principal principal)
            ? await AnswerAsync(await act(principal), request.Cancellation)
            : ApiReply.Failed(ApiError.Malformed, "a principal has 64 hexadecimal digits");

    /// <summary>An account that is active has its certificates before anybody is told that it is.</summary>
    private async Task<ApiReply> AnswerAsync(AccountResult result, CancellationToken cancellation)
    {
        if (result.Account is not { } account)
        {
            return Faults.Of(result);
        }

        StateResult<Written> kept = await parts.AccountCertificates.KeepAsync(account, cancellation);
        return kept.IsDone ? ApiReply.Of(View(account), Json.AccountView) : Faults.Of(kept);
    }

    private static AccountView View(AccountRecord account) => new(
        account.Principal,
        account.Key,
        account.Identity.Name,
        account.Identity.Organisation,
        account.Identity.Contact,
        account.State.ToString().ToLowerInvariant(),
        account.Since,
        account.DecidedBy);
}
