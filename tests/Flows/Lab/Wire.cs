using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace HiperNet.Flows.Tests.Lab;

/// <summary>A TLS connection to a registrar, octet by octet; HTTP/1.1.</summary>
internal sealed class Wire : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly TcpClient tcp;
    private readonly SslStream stream;

    private Wire(TcpClient tcp, SslStream stream) => (this.tcp, this.stream) = (tcp, stream);

    public static async Task<Wire> OpenAsync(Uri address)
    {
        TcpClient client = new() { NoDelay = true };
        await client.ConnectAsync(address.Host, address.Port);
        SslStream opened = new(client.GetStream());
        SslClientAuthenticationOptions options = new()
        {
            TargetHost = address.Host,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
        };
        await opened.AuthenticateAsClientAsync(options);
        return new Wire(client, opened);
    }

    /// <summary>The status of an answer, and the problem's code; an empty code if it is no problem.</summary>
    public static (int Status, string Code) Read(string answer)
    {
        int status = int.Parse(answer.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture);
        string head = answer[..answer.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
        if (!head.Contains("application/problem+json", StringComparison.OrdinalIgnoreCase))
        {
            return (status, "");
        }

        using JsonDocument problem = JsonDocument.Parse(answer[(head.Length + 4)..]);
        return (status, problem.RootElement.GetProperty("code").GetString() ?? "");
    }

    public async Task SendAsync(ReadOnlyMemory<byte> octets) => await stream.WriteAsync(octets);

    /// <summary>All that is answered until the other side closes.</summary>
    public async Task<string> EndAsync()
    {
        using CancellationTokenSource patience = new(Patience, TimeProvider.System);
        using MemoryStream octets = new();
        try
        {
            await stream.CopyToAsync(octets, patience.Token);
        }
        catch (IOException)
        {
            // A connection that is cut is an end too.
        }

        return Encoding.UTF8.GetString(octets.ToArray());
    }

    public void Dispose()
    {
        stream.Dispose();
        tcp.Dispose();
    }
}
