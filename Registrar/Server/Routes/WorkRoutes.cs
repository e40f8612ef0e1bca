using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Infrastructures;
using HiperNet.Registrar.Server.Http;
using HiperNet.Spki.Tags;

namespace HiperNet.Registrar.Server.Routes;

/// <summary>What agents have to run, and what they say of it.</summary>
internal sealed class WorkRoutes(RegistrarParts parts) : IRoutes
{
    private static readonly ContractJson Json = ContractJson.Default;

    public IEnumerable<ApiRoute> Routes() =>
    [
        new("GET", "/v1/offers/{id}/work", "Gives all that the offer's agent has to run.", WorkAsync)
        {
            Right = Serve, RightText = "(offer ID serve)", Gives = typeof(WorkView),
        },
        new("PUT", "/v1/offers/{id}/nodes/{vpxi}/{node}", "Takes a report of a node, gives certificates.", ReportAsync)
        {
            Right = Serve, RightText = "(offer ID serve)", Takes = typeof(NodeReport), Gives = typeof(NodeAnswer),
        },
    ];

    private static TagExpression Serve(ApiRequest request) => GrantTags.Offer(request["id"], "serve");

    private async Task<ApiReply> WorkAsync(ApiRequest request)
    {
        Outcome<WorkView> work = await parts.WorkDesk.WorkAsync(request["id"], request.Cancellation);
        return work.Value is { } view ? ApiReply.Of(view, Json.WorkView) : Faults.Of(work.Failure!);
    }

    private async Task<ApiReply> ReportAsync(ApiRequest request)
    {
        if (!request.TryRead(Json.NodeReport, out NodeReport? report, out ApiReply? failed))
        {
            return failed;
        }

        Outcome<NodeAnswer> taken = await parts.WorkDesk.ReportAsync(
            request["id"], request["vpxi"], request["node"], report, request.Cancellation);
        return taken.Value is { } answer ? ApiReply.Of(answer, Json.NodeAnswer) : Faults.Of(taken.Failure!);
    }
}
