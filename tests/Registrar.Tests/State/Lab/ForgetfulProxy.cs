using System.Net;
using System.Net.Sockets;
using System.Text;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Tests.State.Lab;

/// <summary>
/// Stands between clients and a member. Of requests in which a word stands it passes some on and hangs up when the
/// member answers: they are done, and nobody hears of it.
/// </summary>
internal sealed class ForgetfulProxy : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly int member;
    private readonly string word;
    private readonly List<NetworkStream> open = [];
    private bool isCut;
    private int toPass;
    private int toLose;
    private int lost;

    public ForgetfulProxy(int member, string word)
    {
        (this.member, this.word) = (member, word);
        listener.Start();
        Endpoint = EtcdEndpoint.Of(new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));
        _ = RunAsync();
    }

    public EtcdEndpoint Endpoint { get; }

    /// <summary>How many answers have been lost.</summary>
    public int Lost => Volatile.Read(ref lost);

    /// <summary>Ends all connections, and lets nobody connect until it is mended.</summary>
    public bool IsCut
    {
        set
        {
            lock (open)
            {
                isCut = value;
                open.ForEach(stream => stream.Close());
                open.Clear();
            }
        }
    }

    /// <summary>What happens when an answer is lost.</summary>
    public Action? OnLost { get; set; }

    /// <summary>Loses the answers of so many more requests, after some that are passed on.</summary>
    public void Lose(int count, int after = 0)
    {
        Volatile.Write(ref toPass, after);
        Volatile.Write(ref toLose, count);
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
                _ = ServeAsync(await listener.AcceptSocketAsync(stop.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await using NetworkStream client = new(socket, ownsSocket: true);
        lock (open)
        {
            open.Add(client);
            if (isCut)
            {
                return;
            }
        }

        using TcpClient connection = new();
        try
        {
            await connection.ConnectAsync(IPAddress.Loopback, member, stop.Token);
            NetworkStream server = connection.GetStream();
            bool isLost = false;
            await Task.WhenAll(
                PassAsync(server, client, _ => isLost),
                PassAsync(client, server, octets =>
                {
                    isLost |= Encoding.Latin1.GetString(octets.Span).Contains(word, StringComparison.Ordinal)
                            && Interlocked.Decrement(ref toPass) < 0 && Interlocked.Decrement(ref toLose) >= 0;
                    return false;
                }));
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException
            or ObjectDisposedException)
        {
            // One of both ends has gone.
        }
    }

    /// <summary>Passes octets on until it is told to stop; then both ends are hung up.</summary>
    private async Task PassAsync(NetworkStream from, NetworkStream to, Func<ReadOnlyMemory<byte>, bool> isOver)
    {
        byte[] chunk = new byte[256 << 10];
        int read;
        while ((read = await from.ReadAsync(chunk, stop.Token)) > 0)
        {
            if (isOver(chunk.AsMemory(0, read)))
            {
                Interlocked.Increment(ref lost);
                OnLost?.Invoke();
                from.Close();
                to.Close();
                return;
            }

            await to.WriteAsync(chunk.AsMemory(0, read), stop.Token);
        }

        to.Close();
    }
}
