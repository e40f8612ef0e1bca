namespace HiperNet.Registrar.Server.Http;

/// <summary>A kind of error: spec/registrar-api.md, section 4.3.</summary>
/// <param name="Status">The status.</param>
/// <param name="Code">Its word.</param>
/// <param name="Title">For people.</param>
internal sealed record ApiError(int Status, string Code, string Title)
{
    public static ApiError Malformed { get; } = new(400, "malformed", "The request is not understood");

    public static ApiError Document { get; } = new(400, "document", "The description is wrong");

    public static ApiError Certificate { get; } = new(400, "certificate", "A certificate does not grant what it must");

    public static ApiError Unsigned { get; } = new(401, "unsigned", "The request is not signed");

    public static ApiError Signature { get; } = new(401, "signature", "The signature is not good");

    public static ApiError Replayed { get; } = new(401, "replayed", "The request was seen before");

    public static ApiError Stale { get; } = new(401, "stale", "The request is too old, or of another time");

    public static ApiError Denied { get; } = new(403, "denied", "The key has no right to this");

    public static ApiError NotAgreed { get; } = new(403, "not-agreed", "The agreement is not accepted");

    public static ApiError Invitation { get; } = new(403, "invitation", "The invitation is not good");

    public static ApiError Unknown { get; } = new(404, "unknown", "There is no such thing");

    public static ApiError Method { get; } = new(405, "method", "The method does not fit");

    public static ApiError Exists { get; } = new(409, "exists", "The name is taken");

    public static ApiError State { get; } = new(409, "state", "Its state does not allow it");

    public static ApiError InProgress { get; } = new(409, "in-progress", "The same request is under way");

    public static ApiError Refused { get; } = new(409, "refused", "There is no plan");

    public static ApiError TooLarge { get; } = new(413, "too-large", "The request is too large");

    public static ApiError MediaType { get; } = new(415, "media-type", "The content is no JSON");

    public static ApiError Idempotency { get; } = new(422, "idempotency", "The idempotency key is missing or used");

    public static ApiError TooMany { get; } = new(429, "too-many", "Too many requests");

    public static ApiError Internal { get; } = new(500, "internal", "The registrar has made an error");

    public static ApiError Busy { get; } = new(503, "busy", "Others change the same things");

    public static ApiError Log { get; } = new(503, "log", "The log takes nothing at the moment");

    public static ApiError Store { get; } = new(503, "store", "The store does not answer as it must");
}
