using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;
using HiperNet.Hipd.Control;
using HiperNet.HipStack.Control;

namespace HiperNet.HipStack.Tests.Control;

/// <summary>A control server in a folder of its own.</summary>
[SupportedOSPlatform("linux")]
internal sealed class ServedDaemon : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hipd-test-");
    private readonly ControlServer server;

    public ServedDaemon(ControlServerOptions? options = null, FixedDaemon? daemon = null)
    {
        Daemon = daemon ?? new FixedDaemon();
        server = ControlServer.Start(Path, Daemon, options ?? new ControlServerOptions());
    }

    public string Path => System.IO.Path.Combine(folder.FullName, "hipd.sock");

    public FixedDaemon Daemon { get; }

    public Task<ControlClient> ConnectAsync() => ControlClient.ConnectAsync(Path, Patience, TimeProvider.System);

    public Socket Open()
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
        {
            ReceiveTimeout = (int)Patience.TotalMilliseconds,
            SendTimeout = (int)Patience.TotalMilliseconds,
        };
        socket.Connect(new UnixDomainSocketEndPoint(Path));
        return socket;
    }

    /// <summary>Sends octets, stops sending, and takes whatever comes back until the end.</summary>
    public string Exchange(byte[] octets)
    {
        using Socket socket = Open();
        try
        {
            socket.Send(octets);
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The server has closed meanwhile; what it said is still there.
        }

        return ReadAll(socket);
    }

    public static string ReadAll(Socket socket)
    {
        StringBuilder text = new();
        byte[] buffer = new byte[1 << 16];
        try
        {
            for (int read = socket.Receive(buffer); read > 0; read = socket.Receive(buffer))
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, read));
            }
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
            // It closed without reading everything.
        }

        return text.ToString();
    }

    /// <summary>The daemon still answers somebody else.</summary>
    public async Task ExpectAliveAsync()
    {
        await using ControlClient client = await ConnectAsync();
        DaemonStatus status = await client.StatusAsync();
        Assert.AreEqual(42, status.ProcessId);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
