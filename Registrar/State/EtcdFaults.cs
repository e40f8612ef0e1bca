using System.Text.Json;

namespace HiperNet.Registrar.State;

/// <summary>
/// What etcd's errors mean. They are told apart by their text, because etcd gives many of them the same code. What
/// is not known to have been refused leaves a write open.
/// </summary>
internal static class EtcdFaults
{
    private const int CodeCanceled = 1;
    private const int CodeUnknown = 2;
    private const int CodeDeadline = 4;
    private const int CodeDenied = 7;
    private const int CodeAborted = 10;
    private const int CodeInternal = 13;
    private const int CodeUnavailable = 14;
    private const int CodeDataLoss = 15;
    private const int CodeUnauthenticated = 16;
    private const int FirstServerError = 500;

    /// <summary>
    /// Errors by a part of their text. All but that of the quota are refusals before anything changed.
    /// </summary>
    private static readonly (string Part, StateFault Fault)[] Refusals =
    [
        ("too many operations in txn request", StateFault.TooManyOperations),
        ("request is too large", StateFault.TooLarge),
        ("received message larger than max", StateFault.TooLarge),
        ("revision has been compacted", StateFault.Compacted),
        ("revision is a future revision", StateFault.FutureRevision),
        ("requested lease not found", StateFault.NotFound),
        ("lease already exists", StateFault.Exists),
        ("database space exceeded", StateFault.NoSpace),
        ("invalid auth token", StateFault.Unauthenticated),
        ("user name is empty", StateFault.Unauthenticated),
        ("authentication failed", StateFault.Unauthenticated),
        ("revision in header is old", StateFault.Unauthenticated),
        ("etcdserver: no leader", StateFault.Unavailable),
        ("etcdserver: too many requests", StateFault.Unavailable),
    ];

    /// <summary>The fault of an answer that is not 200.</summary>
    public static (StateFault Fault, string Detail) Of(int status, ReadOnlyMemory<byte> body, bool writes)
    {
        using JsonDocument? document = JsonFields.Parse(body);
        if (document is not null && TryRead(document.RootElement, out long code, out string message))
        {
            return (Of(code, message, writes), Plain(message));
        }

        // Something between us and etcd answered: what it did with a write is its secret.
        StateFault fault = writes ? StateFault.UnknownOutcome
            : status >= FirstServerError ? StateFault.Unavailable
            : StateFault.BadAnswer;
        return (fault, $"HTTP status {status}");
    }

    /// <summary>
    /// Reads <c>{"error": text, "message": text, "code": number}</c>, or what streamed calls answer,
    /// <c>{"error": {"message": text, "grpc_code": number}}</c>.
    /// </summary>
    private static bool TryRead(JsonElement root, out long code, out string message)
    {
        message = "";
        return root.TryObject("error", out JsonElement inner)
            ? inner.TryInt64("grpc_code", out code) && code != 0 && inner.TryText("message", out message)
            : root.TryInt64("code", out code) && code != 0
                && ((root.TryText("message", out message) && message.Length > 0)
                    || root.TryText("error", out message));
    }

    /// <summary>The fault of an error of etcd.</summary>
    public static StateFault Of(long code, string message, bool writes)
    {
        foreach ((string part, StateFault fault) in Refusals)
        {
            if (message.Contains(part, StringComparison.Ordinal))
            {
                return fault;
            }
        }

        return code switch
        {
            CodeUnauthenticated => StateFault.Unauthenticated,
            CodeDenied => StateFault.Denied,
            CodeCanceled or CodeUnknown or CodeDeadline or CodeAborted or CodeInternal or CodeUnavailable
                or CodeDataLoss => writes ? StateFault.UnknownOutcome : StateFault.Unavailable,
            _ => StateFault.Refused,
        };
    }

    /// <summary>The fault of a watch that etcd ended with these words; there is no code.</summary>
    public static StateFault OfWatch(string reason)
    {
        StateFault fault = Of(CodeUnavailable, reason, writes: false);
        return fault == StateFault.Unavailable && reason.Contains("permission denied", StringComparison.Ordinal)
            ? StateFault.Denied
            : fault;
    }

    /// <summary>Somebody else's text, fit for a log: short, and without control characters.</summary>
    public static string Plain(string text) => string.Concat(
        text.Take(EtcdLimits.DetailCharacters).Select(character => char.IsControl(character) ? '.' : character));
}
