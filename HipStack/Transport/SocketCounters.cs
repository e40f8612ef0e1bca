namespace HiperNet.HipStack.Transport;

/// <summary>Counts of a socket since it was opened; safe to read from any thread.</summary>
public sealed class SocketCounters
{
    // Linux has numbers up to 133; whatever is beyond is counted at 0.
    private const int Errors = 134;

    private readonly long[] receiveFailures = new long[Errors];
    private readonly long[] sendFailures = new long[Errors];
    private long received;
    private long receivedOctets;
    private long sent;
    private long sentOctets;
    private long truncated;
    private long malformed;

    /// <summary>Datagrams that were received.</summary>
    public long Received => Interlocked.Read(ref received);

    /// <summary>Their octets, without headers below the socket's protocol.</summary>
    public long ReceivedOctets => Interlocked.Read(ref receivedOctets);

    /// <summary>Datagrams that were sent.</summary>
    public long Sent => Interlocked.Read(ref sent);

    /// <summary>Their octets, without headers below the socket's protocol.</summary>
    public long SentOctets => Interlocked.Read(ref sentOctets);

    /// <summary>Datagrams that were longer than a slot of the batch, and lost.</summary>
    public long Truncated => Interlocked.Read(ref truncated);

    /// <summary>Datagrams whose IP header or sender's address made no sense, and lost.</summary>
    public long Malformed => Interlocked.Read(ref malformed);

    /// <summary>Failed receptions, by the kernel's number.</summary>
    public IReadOnlyDictionary<int, long> ReceiveFailures => NonZero(receiveFailures);

    /// <summary>Datagrams that were not sent, by the kernel's number.</summary>
    public IReadOnlyDictionary<int, long> SendFailures => NonZero(sendFailures);

    internal void CountReceived(int datagrams, long octets)
    {
        Interlocked.Add(ref received, datagrams);
        Interlocked.Add(ref receivedOctets, octets);
    }

    internal void CountSent(int datagrams, long octets)
    {
        Interlocked.Add(ref sent, datagrams);
        Interlocked.Add(ref sentOctets, octets);
    }

    internal void CountTruncated() => Interlocked.Increment(ref truncated);

    internal void CountMalformed() => Interlocked.Increment(ref malformed);

    internal void CountReceiveFailure(int error) => Interlocked.Increment(ref At(receiveFailures, error));

    internal void CountSendFailure(int error) => Interlocked.Increment(ref At(sendFailures, error));

    private static ref long At(long[] counts, int error) => ref counts[error is > 0 and < Errors ? error : 0];

    private static Dictionary<int, long> NonZero(long[] counts) => Enumerable.Range(0, Errors)
        .Select(error => KeyValuePair.Create(error, Interlocked.Read(ref counts[error])))
        .Where(count => count.Value != 0)
        .ToDictionary();
}
