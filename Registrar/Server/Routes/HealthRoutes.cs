using System.Net;
using HiperNet.Registrar.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace HiperNet.Registrar.Server.Routes;

/// <summary>What an operator's machines ask, on an address of its own without TLS.</summary>
internal sealed class HealthRoutes(RegistrarParts parts)
{
    /// <summary>Adds /healthz (it runs), /readyz (the store answers) and /metrics.</summary>
    public void Map(WebApplication web, IPEndPoint point)
    {
        string host = $"*:{point.Port}";
        web.MapGet("/healthz", () => Results.Text("ok\n")).RequireHost(host);
        web.MapGet("/readyz", ReadyAsync).RequireHost(host);
        web.MapGet("/metrics", () => Results.Text(parts.Metrics.Write(), "text/plain; version=0.0.4")).RequireHost(host);
    }

    private async Task<IResult> ReadyAsync(CancellationToken cancellation)
    {
        StateResult<EtcdStatus> status = await parts.Store.StatusAsync(cancellation);
        return status.IsDone
            ? Results.Text("ready\n")
            : Results.Text($"the store: {status.Fault}\n", statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
