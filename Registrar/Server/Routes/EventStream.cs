using System.Globalization;
using System.Text.Json;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Rights;
using HiperNet.Registrar.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace HiperNet.Registrar.Server.Routes;

/// <summary>
/// What happens and concerns the key that signs, as server-sent events (HTML standard, section 9.2): spec/
/// registrar-api.md, section 4.4. A comment every some seconds keeps what is between from closing the connection.
/// </summary>
internal sealed class EventStream(RegistrarParts parts, SignedRequests signed)
{
    /// <summary>The path.</summary>
    public const string Path = "/v1/events";

    private const int MostStreams = 10_000;
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(15);
    private int streams;

    /// <summary>Adds the route.</summary>
    public void Map(WebApplication web) => web.MapGet(Path, StreamAsync);

    private static long? After(HttpRequest request)
    {
        string text = request.Query["after"].Count == 1
            ? request.Query["after"].ToString()
            : request.Headers["Last-Event-ID"].ToString();
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long cursor) ? cursor : null;
    }

    private async Task StreamAsync(HttpContext context)
    {
        (Caller? caller, ApiReply? failed) = await signed.VerifyAsync(context, default);
        if (caller is null)
        {
            await ApiPipeline.WriteAsync(context, failed!);
            return;
        }

        if (Interlocked.Increment(ref streams) > MostStreams)
        {
            Interlocked.Decrement(ref streams);
            await ApiPipeline.WriteAsync(
                context, ApiReply.Failed(ApiError.TooMany, $"{MostStreams} streams are open; ask for lists instead"));
            return;
        }

        try
        {
            parts.Metrics.Set("hiper_registrar_event_streams", Volatile.Read(ref streams));
            await FollowAsync(context, caller);
        }
        catch (OperationCanceledException)
        {
            // Whoever listened has gone, or the registrar ends: they come back with the last cursor.
        }
        finally
        {
            Interlocked.Decrement(ref streams);
        }
    }

    private async Task FollowAsync(HttpContext context, Caller caller)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, parts.Stopping);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await context.Response.WriteAsync(": open\n\n", ending.Token);
        await using IAsyncEnumerator<EventView> events = parts.Events
            .FollowAsync(caller.Name, After(context.Request), ending.Token)
            .GetAsyncEnumerator(ending.Token);
        Task<bool> next = events.MoveNextAsync().AsTask();
        while (true)
        {
            Task first = await Task.WhenAny(next, Task.Delay(Pulse, parts.Time, ending.Token));
            if (first != next)
            {
                ending.Token.ThrowIfCancellationRequested();
                await context.Response.WriteAsync(": \n\n", ending.Token);
                continue;
            }

            if (!await next)
            {
                return;
            }

            await WriteAsync(context.Response, events.Current, ending.Token);
            next = events.MoveNextAsync().AsTask();
        }
    }

    private static async Task WriteAsync(HttpResponse response, EventView one, CancellationToken cancellation)
    {
        string data = JsonSerializer.Serialize(one, ContractJson.Default.EventView);
        await response.WriteAsync(
            string.Create(CultureInfo.InvariantCulture, $"id: {one.Cursor}\nevent: {one.Name}\ndata: {data}\n\n"),
            cancellation);
        await response.Body.FlushAsync(cancellation);
    }
}
