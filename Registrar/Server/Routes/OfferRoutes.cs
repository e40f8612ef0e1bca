using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Resources;
using HiperNet.Registrar.Server.Http;
using HiperNet.Registrar.State;
using HiperNet.Spki.Tags;

namespace HiperNet.Registrar.Server.Routes;

/// <summary>What is offered, and that it is there.</summary>
internal sealed class OfferRoutes(RegistrarParts parts) : IRoutes
{
    private static readonly ContractJson Json = ContractJson.Default;

    public IEnumerable<ApiRoute> Routes() =>
    [
        new("GET", "/v1/offers", "Lists the offers.", ListAsync)
        {
            Right = _ => GrantTags.Registry(parts.Options.Name, "allocate"),
            RightText = "(registry NAME allocate)",
            Gives = typeof(Page<OfferView>),
            Queries = ["after"],
        },
        new("GET", "/v1/offers/{id}", "Gives an offer.", FindAsync)
        {
            Right = _ => GrantTags.Registry(parts.Options.Name, "allocate"),
            RightText = "(registry NAME allocate)",
            Gives = typeof(OfferView),
        },
        new("PUT", "/v1/offers/{id}", "Offers resources, or renews their certificates.", PutAsync)
        {
            Right = _ => GrantTags.Registry(parts.Options.Name, "register"),
            RightText = "(registry NAME register)",
            IsOnce = true,
            Takes = typeof(OfferRequest),
            Gives = typeof(OfferView),
        },
        new("DELETE", "/v1/offers/{id}", "Takes an offer back; what is booked stays.", WithdrawAsync)
        {
            Right = request => GrantTags.Offer(request["id"], "withdraw"),
            RightText = "(offer ID withdraw)",
            IsOnce = true,
            Gives = typeof(OfferView),
        },
        new("POST", "/v1/offers/{id}/heartbeat", "Says that the offer's agent is there.", HeartbeatAsync)
        {
            Right = Serve, RightText = "(offer ID serve)", Gives = typeof(Heartbeat),
        },
    ];

    private static TagExpression Serve(ApiRequest request) => GrantTags.Offer(request["id"], "serve");

    private static ApiReply Answer(OfferResult result) =>
        result.Offer is { } offer ? ApiReply.Of(offer, Json.OfferView) : Faults.Of(result);

    private async Task<ApiReply> ListAsync(ApiRequest request)
    {
        StateResult<Page<OfferView>> page = await parts.Offers.ListAsync(request.Query("after"), request.Cancellation);
        return page.IsDone ? ApiReply.Of(page.Value, Json.PageOfferView) : Faults.Of(page);
    }

    private async Task<ApiReply> FindAsync(ApiRequest request) =>
        Answer(await parts.Offers.FindAsync(request["id"], request.Cancellation));

    private async Task<ApiReply> PutAsync(ApiRequest request)
    {
        if (!request.TryRead(Json.OfferRequest, out OfferRequest? wanted, out ApiReply? failed))
        {
            return failed;
        }

        return Answer(await parts.Offers.PutAsync(
            request["id"], request.Caller.Principal, wanted, request.Cancellation));
    }

    private async Task<ApiReply> WithdrawAsync(ApiRequest request) =>
        Answer(await parts.Offers.WithdrawAsync(request["id"], request.Cancellation));

    private async Task<ApiReply> HeartbeatAsync(ApiRequest request)
    {
        StateResult<Heartbeat> heard = await parts.Offers.HeartbeatAsync(request["id"], request.Cancellation);
        return heard.IsDone ? ApiReply.Of(heard.Value, Json.Heartbeat) : Faults.Of(heard);
    }
}
