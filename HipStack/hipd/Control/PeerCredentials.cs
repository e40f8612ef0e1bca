using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace HiperNet.Hipd.Control;

/// <summary>Who is at the other end of a UNIX socket, as the kernel says (unix(7), SO_PEERCRED).</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="UserId">Its effective user.</param>
/// <param name="GroupIds">Its effective group, then its other groups.</param>
internal sealed record PeerCredentials(int ProcessId, uint UserId, IReadOnlyList<uint> GroupIds)
{
    private const int SolSocket = 1;
    private const int SoPeerCred = 17;
    private const int SoPeerGroups = 59;
    private const int CredentialOctets = 12;
    private const int MaxGroupOctets = 4096;

    /// <summary>
    /// Who called connect(2); of a socket that listens, who called listen(2), which is this process.
    /// </summary>
    /// <exception cref="SocketException">The kernel does not say.</exception>
    public static PeerCredentials Of(Socket socket)
    {
        Span<byte> octets = stackalloc byte[CredentialOctets];
        if (socket.GetRawSocketOption(SolSocket, SoPeerCred, octets) != CredentialOctets)
        {
            throw new SocketException((int)SocketError.OperationNotSupported);
        }

        ReadOnlySpan<uint> fields = MemoryMarshal.Cast<byte, uint>(octets);
        return new PeerCredentials((int)fields[0], fields[1], [fields[2], .. OtherGroups(socket)]);
    }

    /// <summary>Empty where there are too many to look at, or the kernel is older than 4.13.</summary>
    private static uint[] OtherGroups(Socket socket)
    {
        try
        {
            Span<byte> octets = stackalloc byte[MaxGroupOctets];
            int length = socket.GetRawSocketOption(SolSocket, SoPeerGroups, octets);
            return MemoryMarshal.Cast<byte, uint>(octets[..length]).ToArray();
        }
        catch (SocketException)
        {
            return [];
        }
    }
}
