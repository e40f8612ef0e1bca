using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Rights;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;

namespace HiperNet.Registrar.Server.Http;

/// <summary>A request that was read, and whose signature is good.</summary>
/// <param name="Context">Where it stands.</param>
/// <param name="Signer">Who has signed it; null for what everybody may ask without.</param>
/// <param name="Content">Its content, whole.</param>
internal sealed record ApiRequest(HttpContext Context, Caller? Signer, ReadOnlyMemory<byte> Content)
{
    /// <summary>Who has signed it.</summary>
    /// <exception cref="InvalidOperationException">Nobody: the route is for everybody.</exception>
    public Caller Caller => Signer ?? throw new InvalidOperationException("The route needs no signature.");

    /// <summary>Ends the waiting.</summary>
    public CancellationToken Cancellation => Context.RequestAborted;

    /// <summary>A part of the path.</summary>
    public string this[string name] => (string?)Context.GetRouteValue(name) ?? "";

    /// <summary>A part of the query; null if it is not there.</summary>
    public string? Query(string name) =>
        Context.Request.Query.TryGetValue(name, out StringValues values) && values.Count == 1 ? values[0] : null;

    /// <summary>A number of the query; null if it is not there, or none of 0 and more.</summary>
    public long? Number(string name) =>
        long.TryParse(Query(name), System.Globalization.NumberStyles.None, null, out long number) ? number : null;

    /// <summary>Reads the content.</summary>
    public bool TryRead<T>(
        JsonTypeInfo<T> type, [NotNullWhen(true)] out T? value, [NotNullWhen(false)] out ApiReply? failed)
        where T : class
    {
        (value, failed) = (null, null);
        if (!IsJson(Context.Request.ContentType))
        {
            failed = ApiReply.Failed(ApiError.MediaType, $"the content must be {ApiFields.Json}");
            return false;
        }

        try
        {
            value = JsonSerializer.Deserialize(Content.Span, type);
            failed = value is null ? ApiReply.Failed(ApiError.Malformed, "null is no document") : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            failed = ApiReply.Failed(ApiError.Malformed, Where(exception));
        }

        return value is not null;
    }

    private static bool IsJson(string? type) =>
        type is not null && type.Split(';')[0].Trim().Equals(ApiFields.Json, StringComparison.OrdinalIgnoreCase);

    private static string Where(Exception exception) =>
        exception is JsonException json ? $"at {json.Path ?? "$"}, line {json.LineNumber + 1}" : "no base 64";
}
