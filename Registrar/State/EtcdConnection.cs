using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace HiperNet.Registrar.State;

/// <summary>The connections to one member. What is read from them is bounded.</summary>
internal sealed class EtcdConnection : IDisposable
{
    private const string LeaderHeader = "Grpc-Metadata-hasleader";
    private const int ChunkOctets = 16 << 10;

    private readonly EtcdEndpoint endpoint;
    private readonly HttpMessageInvoker invoker;

    [SuppressMessage(
        "Reliability", "CA2000:Dispose objects before losing scope", Justification = "the invoker disposes of it")]
    public EtcdConnection(EtcdEndpoint endpoint, EtcdOptions options)
    {
        this.endpoint = endpoint;
        invoker = new HttpMessageInvoker(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                AutomaticDecompression = DecompressionMethods.None,
                ConnectTimeout = EtcdLimits.ConnectTime,
                MaxResponseHeadersLength = EtcdLimits.HeaderKilobytes,
                ConnectCallback = ConnectAsync,
                SslOptions = Tls(options),
            },
            disposeHandler: true);
    }

    /// <summary>Sends a request and reads the whole answer; <paramref name="body"/> is used up.</summary>
    /// <exception cref="OperationCanceledException">The token says so.</exception>
    public async Task<Attempt> SendAsync(
        string path, RequestBody body, bool needsLeader, string? token, CancellationToken cancellation)
    {
        try
        {
            using HttpRequestMessage request = Request(path, body, needsLeader, token);
            using HttpResponseMessage response = await invoker.SendAsync(request, cancellation);
            await using Stream stream = await response.Content.ReadAsStreamAsync(cancellation);
            byte[]? octets = await ReadAsync(stream, cancellation);
            return octets is null
                ? new Attempt(AttemptEnd.TooLong, (int)response.StatusCode, default, "the answer is too long")
                : new Attempt(AttemptEnd.Answered, (int)response.StatusCode, octets, "");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return Failed(e, body);
        }
    }

    /// <summary>Begins a stream; null with the attempt that failed. The caller disposes of the response.</summary>
    /// <exception cref="OperationCanceledException">The token says so.</exception>
    public async Task<(HttpResponseMessage? Response, Attempt? Failure)> OpenAsync(
        string path, ReadOnlyMemory<byte> octets, string? token, CancellationToken cancellation)
    {
        using RequestBody body = new(octets);
        try
        {
            using HttpRequestMessage request = Request(path, body, needsLeader: true, token);
            HttpResponseMessage response = await invoker.SendAsync(request, cancellation);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return (response, null);
            }

            using (response)
            {
                await using Stream stream = await response.Content.ReadAsStreamAsync(cancellation);
                byte[] answer = await ReadAsync(stream, cancellation) ?? [];
                return (null, new Attempt(AttemptEnd.Answered, (int)response.StatusCode, answer, ""));
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return (null, Failed(e, body));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => invoker.Dispose();

    private static Attempt Failed(Exception e, RequestBody body)
    {
        string detail = EtcdFaults.Plain(e.InnerException?.Message ?? e.Message);
        return new Attempt(body.IsBegun ? AttemptEnd.Lost : AttemptEnd.NeverSent, 0, default, detail);
    }

    private static async Task<byte[]?> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        using MemoryStream octets = new();
        byte[] chunk = new byte[ChunkOctets];
        for (int read; (read = await stream.ReadAsync(chunk, cancellation)) > 0;)
        {
            if (octets.Length + read > EtcdLimits.AnswerOctets)
            {
                return null;
            }

            await octets.WriteAsync(chunk.AsMemory(0, read), cancellation);
        }

        return octets.ToArray();
    }

    private static SslClientAuthenticationOptions Tls(EtcdOptions options)
    {
        SslClientAuthenticationOptions tls = new();
        if (options.Authorities.Count > 0)
        {
            // Names are still checked: this says only who may vouch for them.
            tls.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            tls.CertificateChainPolicy.CustomTrustStore.AddRange(options.Authorities.ToArray());
        }

        if (options.ClientCertificate is { } own)
        {
            tls.ClientCertificates = [own];
        }

        return tls;
    }

    private HttpRequestMessage Request(string path, RequestBody body, bool needsLeader, string? token)
    {
        HttpRequestMessage request = new(HttpMethod.Post, new Uri(endpoint.Address, path)) { Content = body };
        if (needsLeader)
        {
            request.Headers.Add(LeaderHeader, "true");
        }

        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", token);
        }

        return request;
    }

    [SuppressMessage(
        "Reliability", "CA2000:Dispose objects before losing scope", Justification = "the stream owns the socket")]
    private async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        bool isPath = endpoint.SocketPath is not null;
        Socket socket = isPath
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (!isPath)
            {
                Probe(socket);
            }

            EndPoint target = isPath ? new UnixDomainSocketEndPoint(endpoint.SocketPath!) : context.DnsEndPoint;
            await socket.ConnectAsync(target, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>A watch waits for a long time: the kernel asks whether the other end is still there.</summary>
    private static void Probe(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, optionValue: true);
        socket.SetSocketOption(
            SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, (int)EtcdLimits.ProbeAfter.TotalSeconds);
        socket.SetSocketOption(
            SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, (int)EtcdLimits.ProbePause.TotalSeconds);
        socket.SetSocketOption(
            SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, EtcdLimits.Probes);
    }
}
