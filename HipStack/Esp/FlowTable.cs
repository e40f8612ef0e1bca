namespace HiperNet.HipStack.Esp;

/// <summary>
/// The flows that this host opened to a peer's services. Only sent packets add to it, so that the peer cannot fill it.
/// </summary>
internal sealed class FlowTable
{
    /// <summary>The most flows of either kind.</summary>
    public const int MaxFlows = 1024;

    /// <summary>How long a silent TCP connection is remembered (RFC 5382 section 5).</summary>
    public static readonly TimeSpan TcpIdle = TimeSpan.FromMinutes(124);

    /// <summary>How long any other silent flow is remembered (RFC 4787 section 4.3).</summary>
    public static readonly TimeSpan OtherIdle = TimeSpan.FromMinutes(5);

    private const int ProtocolShift = 32;
    private const int LocalShift = 16;

    private readonly BoundedMemory connections = new(MaxFlows, TcpIdle);
    private readonly BoundedMemory others = new(MaxFlows, OtherIdle);

    /// <summary>The key of a flow.</summary>
    public static ulong KeyOf(byte protocol, ushort localPort, ushort peerPort) =>
        ((ulong)protocol << ProtocolShift) | ((ulong)localPort << LocalShift) | peerPort;

    /// <summary>Remembers a flow that this host opens, or goes on with.</summary>
    public void Open(byte protocol, ushort localPort, ushort peerPort, TimeSpan now) =>
        Of(protocol).Set(KeyOf(protocol, localPort, peerPort), 1, now);

    /// <summary>Whether this host opened the flow.</summary>
    public bool IsOpen(byte protocol, ushort localPort, ushort peerPort, TimeSpan now) =>
        Of(protocol).TryGet(KeyOf(protocol, localPort, peerPort), now, out _);

    private BoundedMemory Of(byte protocol) => protocol == IpProtocol.Tcp ? connections : others;
}
