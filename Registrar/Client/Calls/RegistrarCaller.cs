using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Client.Signatures;

namespace HiperNet.Registrar.Client.Calls;

/// <summary>
/// Sends signed requests. One that nobody answers is sent again, to the next replica, with a nonce of its own; what
/// changes something carries a key that makes it one request, so that sending it again changes nothing more.
/// </summary>
internal sealed class RegistrarCaller : IDisposable
{
    private readonly RegistrarOptions options;
    private readonly SocketsHttpHandler handler;
    private readonly HttpClient http;
    private int server;

    public RegistrarCaller(RegistrarOptions options)
    {
        this.options = options;
        handler = Handler();
        http = new HttpClient(handler, disposeHandler: false)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = ApiFields.MostAnswerOctets,
        };
    }

    /// <summary>Sends a request with content, and reads the answer.</summary>
    public Task<ApiAnswer<TAnswer>> SendAsync<TRequest, TAnswer>(
        ApiCall call,
        TRequest content,
        JsonTypeInfo<TRequest> contentType,
        JsonTypeInfo<TAnswer> answerType,
        CancellationToken cancellation)
        where TAnswer : class =>
        SendAsync(
            call with { Content = JsonSerializer.SerializeToUtf8Bytes(content, contentType) },
            answerType,
            cancellation);

    /// <summary>Sends a request, and reads the answer.</summary>
    public async Task<ApiAnswer<TAnswer>> SendAsync<TAnswer>(
        ApiCall call, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellation)
        where TAnswer : class
    {
        TimeSpan pause = options.Pause;
        Problem problem = Problems.Unreachable("there is no address to ask");
        for (int i = 0; i < options.Tries; i++)
        {
            if (i > 0)
            {
                await Task.Delay(
                    pause * (RandomNumberGenerator.GetInt32(500, 1001) / 1000.0), options.Time, cancellation);
                pause *= 2;
            }

            (ApiAnswer<TAnswer> answer, bool isFinal) = await TryAsync(call, answerType, cancellation);
            if (isFinal)
            {
                return answer;
            }

            problem = answer.Problem!;
            server++; // Another replica may know more, or be reached.
        }

        return ApiAnswer<TAnswer>.Failed(problem);
    }

    /// <summary>Opens a stream of events; the caller disposes of it.</summary>
    public async Task<(HttpResponseMessage? Response, Problem? Problem)> OpenAsync(
        ApiCall call, CancellationToken cancellation)
    {
        try
        {
            using HttpRequestMessage request = Signed(call);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
            HttpResponseMessage response =
                await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (response.IsSuccessStatusCode)
            {
                return (response, null);
            }

            using (response)
            {
                return (null, await Problems.ReadAsync(response, cancellation));
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            server++;
            return (null, Problems.NotReached(exception));
        }
    }

    public void Dispose()
    {
        http.Dispose();
        handler.Dispose();
    }

    /// <summary>Whoever does the same request already will have the answer, or another one begins it anew.</summary>
    private static bool IsWorthAnother(int status, string code) =>
        status is 429 or 502 or 503 or 504 || code == "in-progress";

    private async Task<(ApiAnswer<TAnswer> Answer, bool IsFinal)> TryAsync<TAnswer>(
        ApiCall call, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellation)
        where TAnswer : class
    {
        using CancellationTokenSource time = new(options.RequestTime, options.Time);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, time.Token);
        try
        {
            using HttpRequestMessage request = Signed(call);
            using HttpResponseMessage response = await http.SendAsync(request, both.Token);
            if (!response.IsSuccessStatusCode)
            {
                Problem problem = await Problems.ReadAsync(response, both.Token);
                return (ApiAnswer<TAnswer>.Failed(problem), !IsWorthAnother((int)response.StatusCode, problem.Code));
            }

            byte[] content = await response.Content.ReadAsByteArrayAsync(both.Token);
            return (Read(content, answerType), true);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return (ApiAnswer<TAnswer>.Failed(Problems.NotReached(exception)), false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (ApiAnswer<TAnswer>.Failed(Problems.Unreachable("no answer in time")), false);
        }
    }

    private static ApiAnswer<TAnswer> Read<TAnswer>(byte[] content, JsonTypeInfo<TAnswer> answerType)
        where TAnswer : class
    {
        try
        {
            return ApiAnswer<TAnswer>.Done(
                content.Length == 0 ? null : JsonSerializer.Deserialize(content, answerType));
        }
        catch (JsonException exception)
        {
            return ApiAnswer<TAnswer>.Failed(Problems.NotUnderstood(exception.Message));
        }
    }

    private SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = IsRegistrar },
    };

    private HttpRequestMessage Signed(ApiCall call)
    {
        Uri address = new(options.Servers[(int)((uint)server % (uint)options.Servers.Count)], call.Path);
        HttpRequestMessage request = new(call.Method, address);
        List<string> components = [.. ApiFields.Covered];
        request.Headers.Add(ApiFields.Registrar, options.Registrar);
        request.Headers.Add(ApiFields.Key, Convert.ToBase64String(options.Key.Span));
        if (call.Certificates is { } certificates)
        {
            request.Headers.Add(ApiFields.Certificates, Convert.ToBase64String(certificates.Span));
            components.Add(ApiFields.Certificates);
        }

        if (call.IdempotencyKey is { } once)
        {
            request.Headers.Add(ApiFields.IdempotencyKey, once);
            components.Add(ApiFields.IdempotencyKey);
        }

        if (call.Content is { } content)
        {
            request.Content = new ReadOnlyMemoryContent(content);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(ApiFields.Json);
            request.Content.Headers.Add("Content-Digest", ContentDigest.Of(content.Span));
            components.Add("content-digest");
        }

        SignaturePlan plan = new(components, options.Time.GetUtcNow())
        {
            Tag = ApiFields.Tag,
            Nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
        };
        MessageSigner.Sign(request, plan, options.Signer);
        return request;
    }

    /// <summary>The name in the certificate, its issuer and its end say nothing: the key is the registrar.</summary>
    private bool IsRegistrar(
        object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        certificate is X509Certificate2 known && options.IsServerKey(known.PublicKey.ExportSubjectPublicKeyInfo());
}
