using HiperNet.Registrar.Accounts;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Server.Http;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Server.Routes;

/// <summary>What a registrar says of itself, and its agreement.</summary>
internal sealed class InfoRoutes(RegistrarParts parts) : IRoutes
{
    private static readonly ContractJson Json = ContractJson.Default;

    public IEnumerable<ApiRoute> Routes() =>
    [
        new("GET", "/v1/registrar", "Says who the registrar is.", InfoAsync)
        {
            Access = RouteAccess.Everybody, Gives = typeof(RegistrarInfo),
        },
        new("GET", "/v1/agreement", "Gives the good-use agreement.", AgreementAsync)
        {
            Access = RouteAccess.Everybody, Gives = typeof(Agreement),
        },
        new("PUT", "/v1/agreement", "Sets the agreement for accounts to come.", SetAgreementAsync)
        {
            Right = _ => GrantTags.Registry(parts.Options.Name, "admit"),
            RightText = "(registry NAME admit)",
            IsOnce = true,
            Takes = typeof(AgreementRequest),
            Gives = typeof(Agreement),
        },
    ];

    private async Task<ApiReply> InfoAsync(ApiRequest request)
    {
        StateResult<AgreementText> agreement = await parts.AccountReader.AgreementAsync(request.Cancellation);
        if (!agreement.IsDone)
        {
            return Faults.Of(agreement);
        }

        RegistrarInfo info = new(
            parts.Options.Name,
            parts.Issuer.Principal.ToString(),
            parts.Issuer.Key.Sexp.Canonical,
            agreement.Value.Text.Length == 0 ? null : agreement.Value.Hash,
            parts.Now);
        return ApiReply.Of(info, Json.RegistrarInfo);
    }

    private async Task<ApiReply> AgreementAsync(ApiRequest request)
    {
        StateResult<AgreementText> agreement = await parts.AccountReader.AgreementAsync(request.Cancellation);
        return !agreement.IsDone ? Faults.Of(agreement)
            : agreement.Value.Text.Length == 0 ? ApiReply.Failed(ApiError.Unknown, "there is no agreement yet")
            : ApiReply.Of(new Agreement(agreement.Value.Text, agreement.Value.Hash), Json.Agreement);
    }

    private async Task<ApiReply> SetAgreementAsync(ApiRequest request)
    {
        if (!request.TryRead(Json.AgreementRequest, out AgreementRequest? wanted, out ApiReply? failed))
        {
            return failed;
        }

        if (string.IsNullOrWhiteSpace(wanted.Text))
        {
            return ApiReply.Failed(ApiError.Malformed, "an agreement says something");
        }

        StateResult<Written> written = await parts.Accounts.SetAgreementAsync(
            wanted.Text, request.Caller.Principal, request.Cancellation);
        return written.IsDone ? await AgreementAsync(request) : Faults.Of(written);
    }
}
