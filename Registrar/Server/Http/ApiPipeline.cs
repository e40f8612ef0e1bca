using System.Buffers;
using System.Diagnostics;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Rights;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HiperNet.Registrar.Server.Http;

/// <summary>
/// What happens to every request, in this order: its content is read within limits, its signature is checked, its right
/// is decided, and then it is done; what must be done once is looked up before.
/// </summary>
internal sealed class ApiPipeline(
    SignedRequests signed, RightsDecider rights, OnceRequests once, ApiMetrics metrics, ILogger<ApiPipeline> log)
{
    /// <summary>Answers a request for a route.</summary>
    public async Task RunAsync(ApiRoute route, HttpContext context)
    {
        long began = Stopwatch.GetTimestamp();
        ApiReply reply;
        try
        {
            reply = await AnswerAsync(route, context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (BadHttpRequestException exception)
        {
            reply = exception.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? ApiReply.Failed(ApiError.TooLarge, $"at most {ApiFields.MostRequestOctets} octets")
                : ApiReply.Failed(ApiError.Malformed, "the content did not arrive as it was announced");
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            ApiLog.Failed(log, route.Method, route.Pattern, exception);
            reply = ApiReply.Failed(ApiError.Internal, "the log of the registrar says more");
        }

        metrics.Count(route, reply.Status, Stopwatch.GetElapsedTime(began));
        await WriteAsync(context, reply);
    }

    /// <summary>Sends an answer, unless one has begun.</summary>
    public static async Task WriteAsync(HttpContext context, ApiReply reply)
    {
        if (context.Response.HasStarted)
        {
            return;
        }

        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.ContentType;
        context.Response.ContentLength = reply.Content.Length;
        context.Response.Headers.CacheControl = "no-store";
        if (reply.RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        await context.Response.Body.WriteAsync(reply.Content, context.RequestAborted);
    }

    private async Task<ApiReply> AnswerAsync(ApiRoute route, HttpContext context)
    {
        ReadOnlyMemory<byte> content = await ReadAsync(context);
        if (route.Access == RouteAccess.Everybody && !SignedRequests.IsSigned(context.Request))
        {
            return await route.Handle(new ApiRequest(context, null, content));
        }

        (Caller? caller, ApiReply? failed) = await signed.VerifyAsync(context, content);
        if (caller is null)
        {
            return failed!;
        }

        ApiRequest request = new(context, caller, content);
        if (route.Right is { } right)
        {
            RightsVerdict verdict = await rights.DecideAsync(caller, right(request), context.RequestAborted);
            if (!verdict.IsGranted)
            {
                ApiLog.Denied(log, caller.Name, route.Method, route.Pattern, verdict.Detail);
                return verdict.IsKnown
                    ? ApiReply.Failed(ApiError.Denied, verdict.Detail)
                    : ApiReply.Failed(ApiError.Store, verdict.Detail);
            }
        }

        return route.IsOnce
            ? await once.RunAsync(request, route.IsSecret, () => route.Handle(request))
            : await route.Handle(request);
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength is 0)
        {
            return default;
        }

        ArrayBufferWriter<byte> content = new();
        while (true)
        {
            int count = await context.Request.Body.ReadAsync(content.GetMemory(16 << 10), context.RequestAborted);
            if (count == 0)
            {
                return content.WrittenMemory;
            }

            content.Advance(count);
            if (content.WrittenCount > ApiFields.MostRequestOctets)
            {
                throw new BadHttpRequestException("too large", StatusCodes.Status413PayloadTooLarge);
            }
        }
    }
}
