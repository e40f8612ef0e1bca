using System.Net;
using System.Net.Sockets;
using System.Text;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Tests.State.Lab;

/// <summary>
/// Something that takes connections where a member should be, reads a request and answers what it is told to, or
/// nothing.
/// </summary>
internal sealed class RudeServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Func<Stream, Task> answer;
    private readonly CancellationTokenSource stop = new();
    private int requests;

    public RudeServer(Func<Stream, Task> answer)
    {
        this.answer = answer;
        listener.Start();
        Endpoint = EtcdEndpoint.Of(new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));
        _ = RunAsync();
    }

    public EtcdEndpoint Endpoint { get; }

    public int Requests => Volatile.Read(ref requests);

    /// <summary>One that answers with these words and hangs up.</summary>
    public static RudeServer Saying(int status, string body)
    {
        string head = $"HTTP/1.1 {status} x\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n";
        byte[] octets = Encoding.UTF8.GetBytes($"{head}Connection: close\r\n\r\n{body}");
        return new RudeServer(stream => stream.WriteAsync(octets).AsTask());
    }

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
        stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                Socket socket = await listener.AcceptSocketAsync(stop.Token);
                _ = ServeAsync(socket);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await using NetworkStream stream = new(socket, ownsSocket: true);
        try
        {
            await ReadRequestAsync(stream);
            Interlocked.Increment(ref requests);
            await answer(stream);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client has had enough.
        }
    }

    private async Task ReadRequestAsync(NetworkStream stream)
    {
        byte[] chunk = new byte[64 << 10];
        StringBuilder text = new();
        while (true)
        {
            int read = await stream.ReadAsync(chunk, stop.Token);
            if (read == 0)
            {
                throw new IOException("no request");
            }

            text.Append(Encoding.Latin1.GetString(chunk, 0, read));
            string all = text.ToString();
            int end = all.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            int at = all.IndexOf("Content-Length: ", StringComparison.Ordinal);
            if (end >= 0 && (at < 0 ? all.EndsWith("0\r\n\r\n", StringComparison.Ordinal)
                : all.Length >= end + 4 + int.Parse(all[(at + 16)..all.IndexOf('\r', at)])))
            {
                return;
            }
        }
    }
}
