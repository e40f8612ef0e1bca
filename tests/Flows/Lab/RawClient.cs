using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Text.Json;
using HiperNet.Registrar.Identity;
using HiperNet.Spki.Keys;

namespace HiperNet.Flows.Tests.Lab;

/// <summary>Sends raw requests over kept connections, for tests that send many.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Uri address;
    private readonly string principal;
    private readonly SocketsHttpHandler handler;
    private readonly HttpClient http;

    public RawClient(RegistrarProcess registrar)
    {
        address = registrar.Address;
        principal = registrar.Principal;
        Principal expected = Principal.Of(Convert.FromHexString(registrar.Principal));
        handler = new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                    certificate is System.Security.Cryptography.X509Certificates.X509Certificate2 known
                    && TlsIdentity.Is(expected, known.PublicKey.ExportSubjectPublicKeyInfo()),
            },
        };
        http = new HttpClient(handler, disposeHandler: false) { Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>The status, and the problem's code; an empty code if it is no problem.</summary>
    public async Task<(int Status, string Code)> AskAsync(RawRequest request)
    {
        using HttpRequestMessage message = new(new HttpMethod(request.Method), new Uri(address, request.Path))
        {
            Version = HttpVersion.Version11,
            Content = request.Content is { } content ? new ByteArrayContent(content) : null,
        };
        foreach ((string name, string value) in request.Fields(address.Authority, principal))
        {
            HttpHeaders headers = name.StartsWith("content-", StringComparison.Ordinal) && message.Content is { } body
                ? body.Headers
                : message.Headers;
            Assert.IsTrue(headers.TryAddWithoutValidation(name, value), name);
        }

        using HttpResponseMessage response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return ((int)response.StatusCode, "");
        }

        using JsonDocument problem = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        Assert.AreEqual((int)response.StatusCode, problem.RootElement.GetProperty("status").GetInt32());
        return ((int)response.StatusCode, problem.RootElement.GetProperty("code").GetString() ?? "");
    }

    public void Dispose()
    {
        http.Dispose();
        handler.Dispose();
    }
}
