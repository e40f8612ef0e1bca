using System.Security.Authentication;
using System.Text.Json;
using HiperNet.Registrar.Client.Contracts;

namespace HiperNet.Registrar.Client.Calls;

/// <summary>Problems that a client finds itself, and those that it is told.</summary>
internal static class Problems
{
    private const int MostOctets = 64 << 10;

    /// <summary>Nobody answers.</summary>
    public static Problem Unreachable(string detail) => Of("unreachable", "The registrar does not answer", 0, detail);

    /// <summary>Nobody answers, or somebody else.</summary>
    public static Problem NotReached(Exception exception) => exception.InnerException is AuthenticationException
        ? Of("impostor", "That is not the registrar", 0, "the key of the server's TLS is not the registrar's")
        : Unreachable(exception.Message);

    /// <summary>An answer that is none.</summary>
    public static Problem NotUnderstood(string detail) =>
        Of("not-understood", "The registrar's answer is not understood", 0, detail);

    /// <summary>Reads the problem that an answer tells.</summary>
    public static async Task<Problem> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        int status = (int)response.StatusCode;
        if (response.Content.Headers.ContentType?.MediaType != ApiFields.Problem)
        {
            return Of("unknown", response.ReasonPhrase ?? "Error", status, $"status {status} without a word");
        }

        try
        {
            await response.Content.LoadIntoBufferAsync(MostOctets, cancellation);
            byte[] content = await response.Content.ReadAsByteArrayAsync(cancellation);
            return JsonSerializer.Deserialize(content, ContractJson.Default.Problem) is { } problem
                ? problem with { Status = status }
                : NotUnderstood("an empty problem");
        }
        catch (Exception exception) when (exception is JsonException or HttpRequestException)
        {
            return NotUnderstood(exception.Message) with { Status = status };
        }
    }

    private static Problem Of(string code, string title, int status, string detail) =>
        new($"urn:hipernet:problem:{code}", title, status, detail, code, null, null);
}
