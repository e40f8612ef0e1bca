using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Infrastructures;
using HiperNet.Registrar.Rights;
using HiperNet.Registrar.Server.Http;
using HiperNet.Spki.Tags;

namespace HiperNet.Registrar.Server.Routes;

/// <summary>Infrastructures from the wish to the end.</summary>
internal sealed class VpxiRoutes(RegistrarParts parts) : IRoutes
{
    private static readonly ContractJson Json = ContractJson.Default;

    public IEnumerable<ApiRoute> Routes() =>
    [
        new("POST", "/v1/plans", "Plans without holding anything.", PlanAsync)
        {
            Right = Allocate, RightText = AllocateText, Takes = typeof(PlanRequest), Gives = typeof(PlanView),
        },
        new("POST", "/v1/vpxis", "Plans an infrastructure and holds what it gets.", CreateAsync)
        {
            Right = Allocate,
            RightText = AllocateText,
            IsOnce = true,
            Takes = typeof(VpxiRequest),
            Gives = typeof(VpxiView),
        },
        new("GET", "/v1/vpxis", "Lists the infrastructures of the key that signs; all of them with `all=1`.", ListAsync)
        {
            Right = request => request.Query("all") is null ? Allocate(request) : GrantTags.EveryVpxi(),
            RightText = AllocateText,
            Gives = typeof(Page<VpxiView>),
            Queries = ["after", "all"],
        },
        new("GET", "/v1/vpxis/{id}", "Gives an infrastructure.", request => AnswerAsync(
            parts.Lifecycle.ViewAsync(request["id"], request.Cancellation)))
        {
            Right = On("join"), RightText = "(vpxi ID join)", Gives = typeof(VpxiView),
        },
        new("GET", "/v1/vpxis/{id}/manifest", "Gives all that was granted to an infrastructure.", ManifestAsync)
        {
            Right = On("join"), RightText = "(vpxi ID join)", Gives = typeof(Manifest),
        },
        Act("provision", "create", "Confirms what is held, and has its nodes started.", request =>
            parts.Lifecycle.ProvisionAsync(request["id"], request.Caller.Name, request.Cancellation)),
        Act("suspend", "suspend", "Has the nodes suspended.", request =>
            parts.Lifecycle.WantAsync(request["id"], isRunning: false, request.Caller.Name, request.Cancellation)),
        Act("resume", "suspend", "Lets suspended nodes run.", request =>
            parts.Lifecycle.WantAsync(request["id"], isRunning: true, request.Caller.Name, request.Cancellation)),
        Act("renew", "extend", "Issues the certificates again.", request =>
            parts.Lifecycle.RenewAsync(request["id"], "certificates.issued", request.Cancellation)),
        new("POST", "/v1/vpxis/{id}/extend", "Gives an infrastructure another end, or leaves it as it is.", ExtendAsync)
        {
            Right = On("extend"),
            RightText = "(vpxi ID extend)",
            IsOnce = true,
            Takes = typeof(ExtendRequest),
            Gives = typeof(VpxiView),
        },
        new("DELETE", "/v1/vpxis/{id}", "Ends an infrastructure, from any state.", DeleteAsync)
        {
            Access = RouteAccess.AnyKey,
            RightText = "(vpxi ID delete); of one that is not there (registry NAME allocate)",
            IsOnce = true,
            Gives = typeof(VpxiView),
        },
    ];

    private const string AllocateText = "(registry NAME allocate)";

    private static Func<ApiRequest, TagExpression> On(string word) => request => GrantTags.Vpxi(request["id"], word);

    private static async Task<ApiReply> AnswerAsync(Task<Outcome<VpxiView>> act)
    {
        Outcome<VpxiView> outcome = await act;
        return outcome.Value is { } view ? ApiReply.Of(view, Json.VpxiView) : Faults.Of(outcome.Failure!);
    }

    private static ApiRoute Act(
        string act, string right, string summary, Func<ApiRequest, Task<Outcome<VpxiView>>> handle) =>
        new("POST", $"/v1/vpxis/{{id}}/{act}", summary, request => AnswerAsync(handle(request)))
        {
            Right = On(right), RightText = $"(vpxi ID {right})", IsOnce = true, Gives = typeof(VpxiView),
        };

    private TagExpression Allocate(ApiRequest request) => GrantTags.Registry(parts.Options.Name, "allocate");

    private async Task<ApiReply> PlanAsync(ApiRequest request)
    {
        if (!request.TryRead(Json.PlanRequest, out PlanRequest? wanted, out ApiReply? failed))
        {
            return failed;
        }

        if (wanted.Compare is { } id
            && await parts.Rights.DecideAsync(request.Caller, GrantTags.Vpxi(id, "join"), request.Cancellation)
                is { IsGranted: false } verdict)
        {
            return ApiReply.Failed(ApiError.Denied, verdict.Detail);
        }

        Outcome<PlanView> plan = await parts.DryRun.PlanAsync(request.Caller.Name, wanted, request.Cancellation);
        return plan.Value is { } view ? ApiReply.Of(view, Json.PlanView) : Faults.Of(plan.Failure!);
    }

    private async Task<ApiReply> CreateAsync(ApiRequest request)
    {
        if (!request.TryRead(Json.VpxiRequest, out VpxiRequest? wanted, out ApiReply? failed))
        {
            return failed;
        }

        Outcome<VpxiView> made = await parts.Lifecycle.CreateAsync(request.Caller, wanted, request.Cancellation);
        return made.Value is { } view ? ApiReply.Made(view, Json.VpxiView) : Faults.Of(made.Failure!);
    }

    private async Task<ApiReply> ListAsync(ApiRequest request)
    {
        Outcome<Page<VpxiView>> page = await parts.Lifecycle.ListAsync(
            request.Query("all") is null ? request.Caller.Name : null, request.Query("after"), request.Cancellation);
        return page.Value is { } items ? ApiReply.Of(items, Json.PageVpxiView) : Faults.Of(page.Failure!);
    }

    private async Task<ApiReply> ManifestAsync(ApiRequest request)
    {
        Outcome<Manifest> found = await parts.Lifecycle.ManifestAsync(request["id"], request.Cancellation);
        return found.Value is { } manifest ? ApiReply.Of(manifest, Json.Manifest) : Faults.Of(found.Failure!);
    }

    private async Task<ApiReply> ExtendAsync(ApiRequest request) =>
        request.TryRead(Json.ExtendRequest, out ExtendRequest? wanted, out ApiReply? failed)
            ? await AnswerAsync(parts.Lifecycle.ExtendAsync(
                request["id"], wanted.End, request.Caller.Name, request.Cancellation))
            : failed;

    /// <summary>
    /// With the infrastructure the right to it goes too. To end it again is no error, so that of one that is not there
    /// another right decides.
    /// </summary>
    private async Task<ApiReply> DeleteAsync(ApiRequest request)
    {
        string id = request["id"];
        Outcome<VpxiView> found = await parts.Lifecycle.ViewAsync(id, request.Cancellation);
        bool isThere = found.Failure is not { Fault: Bookings.AllocatorFault.Unknown };
        RightsVerdict verdict = await parts.Rights.DecideAsync(
            request.Caller, isThere ? GrantTags.Vpxi(id, "delete") : Allocate(request), request.Cancellation);
        return verdict.IsGranted
            ? await AnswerAsync(parts.Ending.DeleteAsync(id, request.Caller.Name, request.Cancellation))
            : ApiReply.Failed(ApiError.Denied, verdict.Detail);
    }
}
