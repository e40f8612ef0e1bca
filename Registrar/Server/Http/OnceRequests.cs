using HiperNet.Registrar.Client.Calls;

namespace HiperNet.Registrar.Server.Http;

/// <summary>Requests that are done once, however often they are sent: spec/registrar-api.md, section 4.1.</summary>
internal sealed class OnceRequests
{
    private const int LeastLetters = 16;
    private const int MostLetters = 64;

    /// <summary>Does a request that was not done yet, or gives the answer that it had.</summary>
    public async Task<ApiReply> RunAsync(ApiRequest request, Func<Task<ApiReply>> handle)
    {
        string key = request.Context.Request.Headers[ApiFields.IdempotencyKey].ToString();
        return IsKey(key)
            ? await handle()
            : ApiReply.Failed(
                ApiError.Idempotency,
                $"{ApiFields.IdempotencyKey} must have {LeastLetters} to {MostLetters} letters, digits and hyphens");
    }

    private static bool IsKey(string key) =>
        key.Length is >= LeastLetters and <= MostLetters
        && key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
}
