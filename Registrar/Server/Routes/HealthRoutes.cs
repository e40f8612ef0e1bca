using HiperNet.Registrar.Server.Http;
using HiperNet.Registrar.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace HiperNet.Registrar.Server.Routes;

/// <summary>What an operator's machines ask, on an address of its own without TLS.</summary>
internal sealed class HealthRoutes(RegistrarParts parts)
{
    private static readonly string[] Paths = ["/healthz", "/readyz", "/metrics"];

    /// <summary>
    /// Answers on the address without TLS what is for the operator's machines and nothing else, and with TLS all but
    /// that. The connection says which it is; a Host field could say anything.
    /// </summary>
    public static Task KeepApartAsync(HttpContext context, RequestDelegate next) =>
        context.Request.IsHttps != Paths.Contains(context.Request.Path.Value)
            ? next(context)
            : ApiPipeline.WriteAsync(context, ApiReply.Failed(ApiError.Unknown, "that is not answered here"));

    /// <summary>Adds /healthz (it runs), /readyz (the store answers) and /metrics.</summary>
    public void Map(WebApplication web)
    {
        web.MapGet("/healthz", () => Results.Text("ok\n"));
        web.MapGet("/readyz", ReadyAsync);
        web.MapGet("/metrics", () => Results.Text(parts.Metrics.Write(), "text/plain; version=0.0.4"));
    }

    private async Task<IResult> ReadyAsync(CancellationToken cancellation)
    {
        StateResult<EtcdStatus> status = await parts.Store.StatusAsync(cancellation);
        return status.IsDone
            ? Results.Text("ready\n")
            : Results.Text($"the store: {status.Fault}\n", statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
