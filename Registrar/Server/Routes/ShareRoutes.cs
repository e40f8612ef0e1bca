using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Infrastructures;
using HiperNet.Registrar.Server.Http;
using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Server.Routes;

/// <summary>Second users: design flow 5.</summary>
internal sealed class ShareRoutes(RegistrarParts parts) : IRoutes
{
    private static readonly ContractJson Json = ContractJson.Default;

    public IEnumerable<ApiRoute> Routes() =>
    [
        new("POST", "/v1/vpxis/{id}/shares", "Asks to join an infrastructure, for the key that signs.", AskAsync)
        {
            Right = _ => GrantTags.Registry(parts.Options.Name, "allocate"),
            RightText = "(registry NAME allocate)",
            IsOnce = true,
            Takes = typeof(ShareRequest),
            Gives = typeof(ShareView),
        },
        new("GET", "/v1/vpxis/{id}/shares", "Lists who asked to join.", ListAsync)
        {
            Right = request => GrantTags.Vpxi(request["id"], "share"),
            RightText = "(vpxi ID share)",
            Gives = typeof(Page<ShareView>),
        },
        new("PUT", "/v1/vpxis/{id}/shares/{principal}", "Answers a second user.", AnswerAsync)
        {
            Right = request => GrantTags.Vpxi(request["id"], "share"),
            RightText = "(vpxi ID share)",
            IsOnce = true,
            Takes = typeof(ShareAnswer),
            Gives = typeof(ShareView),
        },
    ];

    private async Task<ApiReply> AskAsync(ApiRequest request)
    {
        if (!request.TryRead(Json.ShareRequest, out ShareRequest? wanted, out ApiReply? failed))
        {
            return failed;
        }

        return wanted.Key.Span.SequenceEqual(request.Caller.Key.Sexp.Canonical.Span)
            ? Answer(await parts.Sharing.AskAsync(request["id"], request.Caller, request.Cancellation))
            : ApiReply.Failed(ApiError.Malformed, "the key is not the one that has signed");
    }

    private async Task<ApiReply> ListAsync(ApiRequest request)
    {
        Outcome<Page<ShareView>> page = await parts.Sharing.ListAsync(request["id"], only: null, request.Cancellation);
        return page.Value is { } items ? ApiReply.Of(items, Json.PageShareView) : Faults.Of(page.Failure!);
    }

    private async Task<ApiReply> AnswerAsync(ApiRequest request)
    {
        if (!request.TryRead(Json.ShareAnswer, out ShareAnswer? answer, out ApiReply? failed))
        {
            return failed;
        }

        if (!PrincipalText.TryRead(request["principal"], out Principal principal))
        {
            return ApiReply.Failed(ApiError.Malformed, "a principal has 64 hexadecimal digits");
        }

        Accounts.AccountResult account = await parts.Accounts.FindAsync(principal, request.Cancellation);
        bool isMember = account.Account is { State: Accounts.AccountState.Active };
        return Answer(await parts.Sharing.AnswerAsync(
            request["id"], request["principal"], answer, isMember, request.Caller.Name, request.Cancellation));
    }

    private static ApiReply Answer(Outcome<ShareView> outcome) =>
        outcome.Value is { } view ? ApiReply.Of(view, Json.ShareView) : Faults.Of(outcome.Failure!);
}
