using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Client.Contracts;

namespace HiperNet.Registrar.Server.Http;

/// <summary>An answer with its content, as it is sent and, for a request that is done once, kept.</summary>
/// <param name="Status">The status.</param>
/// <param name="ContentType">The media type.</param>
/// <param name="Content">The octets.</param>
internal sealed record ApiReply(int Status, string ContentType, ReadOnlyMemory<byte> Content)
{
    /// <summary>After how many seconds it is worth to ask again; null if that is not said.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Whether it is an error.</summary>
    public bool IsProblem => Status >= 400;

    /// <summary>A document.</summary>
    public static ApiReply Of<T>(T value, JsonTypeInfo<T> type, int status = 200) =>
        new(status, ApiFields.Json, JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <summary>Something was made.</summary>
    public static ApiReply Made<T>(T value, JsonTypeInfo<T> type) => Of(value, type, 201);

    /// <summary>An error.</summary>
    public static ApiReply Failed(
        ApiError error, string detail, long? earliest = null, IReadOnlyList<string>? errors = null)
    {
        Problem problem = new(
            "urn:hipernet:problem:" + error.Code, error.Title, error.Status, detail, error.Code, earliest, errors);
        return new ApiReply(
            error.Status, ApiFields.Problem, JsonSerializer.SerializeToUtf8Bytes(problem, ContractJson.Default.Problem))
        {
            RetryAfter = error.Status is 429 or 503 ? 1 : null,
        };
    }
}
