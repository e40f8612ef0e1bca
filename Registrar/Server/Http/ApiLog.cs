using Microsoft.Extensions.Logging;

namespace HiperNet.Registrar.Server.Http;

/// <summary>What the service writes to its log, with stable names. No secrets and no contents of requests.</summary>
internal static partial class ApiLog
{
    /// <summary>A right was refused.</summary>
    [LoggerMessage(
        1, LogLevel.Information, "{Principal} denied {Method} {Route}: {Detail}", EventName = "request.denied")]
    public static partial void Denied(ILogger log, string principal, string method, string route, string detail);

    /// <summary>A request ran into an error of the service.</summary>
    [LoggerMessage(2, LogLevel.Error, "{Method} {Route} failed", EventName = "request.failed")]
    public static partial void Failed(ILogger log, string method, string route, Exception exception);

    /// <summary>A loop ran into an error, and goes on.</summary>
    [LoggerMessage(3, LogLevel.Warning, "{Loop} failed: {Detail}", EventName = "loop.failed")]
    public static partial void LoopFailed(ILogger log, string loop, string detail);

    /// <summary>The service answers.</summary>
    [LoggerMessage(
        4, LogLevel.Information, "registrar {Name} {Principal} listens on {Addresses}", EventName = "registrar.ready")]
    public static partial void Ready(ILogger log, string name, string principal, string addresses);

    /// <summary>The service ends.</summary>
    [LoggerMessage(5, LogLevel.Information, "registrar {Name} ends", EventName = "registrar.ends")]
    public static partial void Ends(ILogger log, string name);

    /// <summary>Something was released that had lapsed or ended.</summary>
    [LoggerMessage(
        6, LogLevel.Information, "{Count} lapsed or ended infrastructures released", EventName = "vpxis.swept")]
    public static partial void Swept(ILogger log, int count);

    /// <summary>What another registrar tells of its offers is forged, or out of order.</summary>
    [LoggerMessage(20, LogLevel.Warning, "what {Peer} tells is refused: {Detail}", EventName = "sync.refused")]
    public static partial void SyncRefused(ILogger log, string peer, string detail);

    /// <summary>Others do not cosign the own log: it is not the one that they knew.</summary>
    [LoggerMessage(
        21, LogLevel.Error, "{Count} registrars refuse to cosign this log", EventName = "cosign.refused")]
    public static partial void CosignRefused(ILogger log, int count);

    /// <summary>Another registrar's log is not the one that was cosigned before.</summary>
    [LoggerMessage(
        22, LogLevel.Error, "the log of {Principal} is refused: {Detail}", EventName = "cosign.inconsistent")]
    public static partial void LogRefused(ILogger log, string principal, string detail);
}
