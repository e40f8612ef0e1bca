using System.Security.Cryptography;
using System.Text;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Requests;
using Microsoft.AspNetCore.Http.Features;

namespace HiperNet.Registrar.Server.Http;

/// <summary>Requests that are done once, however often they are sent: spec/registrar-api.md, section 4.1.</summary>
internal sealed class OnceRequests(IdempotencyStore requests)
{
    private const int LeastLetters = 16;
    private const int MostLetters = 64;

    /// <summary>Does a request that was not done yet, or gives the answer that it had.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isSecret">Whether its answer holds a secret, which is told once and not kept.</param>
    /// <param name="handle">Does it.</param>
    public async Task<ApiReply> RunAsync(ApiRequest request, bool isSecret, Func<Task<ApiReply>> handle)
    {
        string key = request.Context.Request.Headers[ApiFields.IdempotencyKey].ToString();
        if (!IsKey(key))
        {
            return ApiReply.Failed(
                ApiError.Idempotency,
                $"{ApiFields.IdempotencyKey} must have {LeastLetters} to {MostLetters} letters, digits and hyphens");
        }

        RequestFound found = await requests.BeginAsync(
            request.Caller.Name, key, HashOf(request), request.Cancellation);
        return found switch
        {
            { State: RequestState.Begun, Ticket: { } ticket } => await DoAsync(ticket, isSecret, handle),
            { State: RequestState.Done, Answer: { } answer } =>
                new ApiReply(answer.Status, answer.ContentType, answer.Body),
            { State: RequestState.InProgress } =>
                ApiReply.Failed(ApiError.InProgress, "ask again in a moment, with the same key"),
            { State: RequestState.OtherRequest or RequestState.BadKey } =>
                ApiReply.Failed(ApiError.Idempotency, found.Detail),
            { State: RequestState.TooMany } =>
                ApiReply.Failed(ApiError.TooMany, "more requests of this key than can be remembered"),
            _ => ApiReply.Failed(ApiError.Store, found.Detail),
        };
    }

    /// <summary>What is kept of an answer that holds a secret.</summary>
    private static ApiReply Told { get; } = ApiReply.Failed(
        ApiError.State, "it was done and answered; what the answer said is not kept");

    private static bool IsKey(string key) =>
        key.Length is >= LeastLetters and <= MostLetters
        && key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');

    private static string HashOf(ApiRequest request)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string target = request.Context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Context.Request.Method} {target}\n"));
        hash.AppendData(request.Content.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>What failed for a reason that passes is not kept, so that the same request can be sent again.</summary>
    private async Task<ApiReply> DoAsync(RequestTicket ticket, bool isSecret, Func<Task<ApiReply>> handle)
    {
        ApiReply? reply = null;
        try
        {
            reply = await handle();
            return reply;
        }
        finally
        {
            if (reply is null or { Status: >= 500 or 429 } || reply.Content.Length > RequestLimits.BodyOctets)
            {
                await requests.AbandonAsync(ticket);
            }
            else
            {
                ApiReply kept = isSecret && !reply.IsProblem ? Told : reply;
                await requests.CompleteAsync(ticket, new StoredAnswer(kept.Status, kept.ContentType, kept.Content));
            }
        }
    }
}
