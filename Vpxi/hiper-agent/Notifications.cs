using System.Net.Sockets;

namespace HiperNet.Agent;

/// <summary>Tells systemd how we are, if it asked (sd_notify(3)).</summary>
internal static class Notifications
{
    public static void Ready() => Send("READY=1"u8);

    public static void Stopping() => Send("STOPPING=1"u8);

    private static void Send(ReadOnlySpan<byte> state)
    {
        if (Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is not { Length: > 1 } name)
        {
            return;
        }

        try
        {
            using Socket socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            string path = name[0] == '@' ? string.Concat("\0", name.AsSpan(1)) : name;
            socket.Connect(new UnixDomainSocketEndPoint(path));
            socket.Send(state);
        }
        catch (SocketException)
        {
            // Whoever asked has gone.
        }
    }
}
