using System.Collections.Concurrent;
using HiperNet.Registrar.Audit;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Federation;
using HiperNet.Registrar.Infrastructures;
using HiperNet.Registrar.Server.Http;
using HiperNet.Registrar.State;
using HiperNet.Spki.Tags;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HiperNet.Registrar.Server.Routes;

/// <summary>For registrars of other organisations: spec/registrar-api.md, section 5.</summary>
internal sealed class FederationRoutes(RegistrarParts parts) : IRoutes
{
    private const string SyncText = "(registry NAME sync)";
    private const string TransferText = "(registry NAME transfer)";
    private const long LeastSeconds = 60;
    private static readonly ContractJson Json = ContractJson.Default;
    private readonly ConcurrentDictionary<string, long> told = new(StringComparer.Ordinal);

    private FederationParts Federation => parts.Federation;

    public IEnumerable<ApiRoute> Routes() =>
    [
        new("GET", "/v1/sync", "Tells another registrar of offers, in the order of their changes.", SyncAsync)
        {
            Right = Sync, RightText = SyncText, Gives = typeof(SyncPage), Queries = ["after"],
        },
        new("POST", "/v1/transfers", "Holds resources for another registrar.", HoldAsync)
        {
            Right = Transfer,
            RightText = TransferText,
            IsOnce = true,
            Takes = typeof(TransferRequest),
            Gives = typeof(TransferView),
        },
        new("POST", "/v1/transfers/{id}/confirm", "Certifies a registrar for what is held.", request => AnswerAsync(
            Federation.Transfers.ConfirmAsync(request.Caller.Principal, request["id"], request.Cancellation)))
        {
            Right = Transfer, RightText = TransferText, IsOnce = true, Gives = typeof(TransferView),
        },
        new("PUT", "/v1/transfers/{id}", "Takes down what agents have to know, and says what they report.", TellAsync)
        {
            Right = Transfer, RightText = TransferText, Takes = typeof(TransferState), Gives = typeof(TransferView),
        },
        new("GET", "/v1/transfers/{id}", "Gives a transfer.", request => AnswerAsync(
            Federation.Transfers.ViewAsync(request.Caller.Principal, request["id"], request.Cancellation)))
        {
            Right = Transfer, RightText = TransferText, Gives = typeof(TransferView),
        },
        new("DELETE", "/v1/transfers/{id}", "Takes resources back; none is no error.", request => AnswerAsync(
            Federation.Transfers.EndAsync(request.Caller.Principal, request["id"], request.Cancellation)))
        {
            Right = Transfer, RightText = TransferText, IsOnce = true, Gives = typeof(TransferView),
        },
        new("GET", "/v1/log/cosignatures", "Gives the last checkpoint of the signer that was cosigned.", LastAsync)
        {
            Right = Sync, RightText = SyncText, Gives = typeof(LogCheckpoint),
        },
        new("POST", "/v1/log/cosignatures", "Cosigns a checkpoint of the signer's log, if it only grows.", CosignAsync)
        {
            Right = Sync, RightText = SyncText, Takes = typeof(CosignatureRequest), Gives = typeof(LogCheckpoint),
        },
    ];

    private static async Task<ApiReply> AnswerAsync(Task<Outcome<TransferView>> act)
    {
        Outcome<TransferView> outcome = await act;
        return outcome.Value is { } view ? ApiReply.Of(view, Json.TransferView) : Faults.Of(outcome.Failure!);
    }

    private TagExpression Sync(ApiRequest request) => GrantTags.Registry(parts.Options.Name, "sync");

    private TagExpression Transfer(ApiRequest request) => GrantTags.Registry(parts.Options.Name, "transfer");

    private async Task<ApiReply> SyncAsync(ApiRequest request)
    {
        long after = request.Number("after") ?? 0;
        StateResult<SyncPage> page = await Federation.Feed.ReadAsync(after, request.Cancellation);
        return page.IsDone ? ApiReply.Of(page.Value, Json.SyncPage) : Faults.Of(page);
    }

    private async Task<ApiReply> HoldAsync(ApiRequest request)
    {
        if (!request.TryRead(Json.TransferRequest, out TransferRequest? wanted, out ApiReply? failed))
        {
            return failed;
        }

        // An administrator has every right here, but is no registrar.
        return Federation.Clients.Find(request.Caller.Principal) is { } peer
            ? await AnswerAsync(Federation.Transfers.HoldAsync(request.Caller, peer.Name, wanted, request.Cancellation))
            : ApiReply.Failed(ApiError.Denied, "the key is no registrar's that is known here");
    }

    private async Task<ApiReply> TellAsync(ApiRequest request) =>
        request.TryRead(Json.TransferState, out TransferState? state, out ApiReply? failed)
            ? await AnswerAsync(Federation.Transfers.TellAsync(
                request.Caller.Principal, request["id"], state, request.Cancellation))
            : failed;

    private async Task<ApiReply> LastAsync(ApiRequest request)
    {
        StateResult<Cosigned> last = await Federation.Cosignatures.LastAsync(
            request.Caller.Principal, request.Cancellation);
        return last.IsDone ? ApiReply.Of(new LogCheckpoint(last.Value.Checkpoint.Node.Canonical), Json.LogCheckpoint)
            : last.Fault == StateFault.NotFound ? ApiReply.Failed(ApiError.Unknown, "nothing yet")
            : Faults.Of(last);
    }

    /// <summary>Once a minute for a registrar: what it sends again and again must not fill the log.</summary>
    private void Note(ApiRequest request, CheckpointFault fault)
    {
        string principal = request.Caller.Name;
        long last = told.GetValueOrDefault(principal, long.MinValue / 2);
        if (parts.Now - last >= LeastSeconds)
        {
            told[principal] = parts.Now;
            ApiLog.LogRefused(
                request.Context.RequestServices.GetRequiredService<ILogger<FederationRoutes>>(),
                principal,
                fault.ToString());
        }
    }

    private async Task<ApiReply> CosignAsync(ApiRequest request)
    {
        if (!request.TryRead(Json.CosignatureRequest, out CosignatureRequest? wanted, out ApiReply? failed))
        {
            return failed;
        }

        CosignResult result = await Federation.Cosignatures.SignAsync(
            request.Caller.Key, wanted, request.Cancellation);
        if (result.Checkpoint is { } signed)
        {
            return ApiReply.Of(new LogCheckpoint(signed.Node.Canonical), Json.LogCheckpoint);
        }

        bool isOther = result.Fault is CheckpointFault.NotConsistent or CheckpointFault.Older;
        if (isOther)
        {
            parts.Metrics.Add("hiper_registrar_cosign_refused_total", 1);
            Note(request, result.Fault);
        }

        return isOther
            ? ApiReply.Failed(ApiError.Refused, $"{result.Fault}: it is not the log that was cosigned before")
            : result.Fault == CheckpointFault.Storage ? ApiReply.Failed(ApiError.Busy, "try again")
            : ApiReply.Failed(ApiError.Malformed, $"no checkpoint of the signer: {result.Fault}");
    }
}
