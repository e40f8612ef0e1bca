using System.Net.Sockets;
using System.Runtime.Versioning;
using HiperNet.HipStack.Control;
using HiperNet.HipStack.Transport;

namespace HiperNet.Hipd.Control;

/// <summary>
/// The socket in the file system. A lock next to it, which the kernel takes away from a process that has died, says
/// whether a daemon lives behind it.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class SocketFile : IDisposable
{
    /// <summary>Read and write for the owner and the group: 0660.</summary>
    public const UnixFileMode Mode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    private const int Backlog = 128;

    /// <summary>EWOULDBLOCK: the lock is another's.</summary>
    private const int WouldBlock = 11;

    private readonly string path;
    private readonly FileStream claim;

    private SocketFile(string path, FileStream claim) => (this.path, this.claim) = (path, claim);

    /// <summary>Claims the path, and removes what a daemon that has died left there.</summary>
    /// <exception cref="ControlException">
    /// <see cref="ControlFault.Refused"/>: another daemon lives there, or what is there is no socket.
    /// </exception>
    /// <exception cref="IOException">The folder is not there, or takes nothing.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static SocketFile Claim(string path)
    {
        FileStream? locked = Lock(path);
        try
        {
            RemoveStale(path);
            SocketFile file = new(path, locked);
            locked = null;
            return file;
        }
        finally
        {
            locked?.Dispose();
        }
    }

    /// <summary>A socket that listens here, with mode 0660.</summary>
    /// <param name="group">The number of its group; null for the process's own.</param>
    /// <exception cref="IOException">It may not be given to the group.</exception>
    public Socket Listen(uint? group)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            // Nobody can connect before listen(2), so nobody meets another mode.
            socket.Bind(ControlPath.EndPoint(path));
            if (group is { } number)
            {
                FileGroup.Set(path, number);
            }

            File.SetUnixFileMode(path, Mode);
            socket.Listen(Backlog);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Removes the socket and gives the path up. The lock's file stays, because to remove it is a race.
    /// </summary>
    public void Dispose()
    {
        File.Delete(path);
        claim.Dispose();
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception.HResult == WouldBlock)
        {
            throw Taken(path, exception);
        }
    }

    private static void RemoveStale(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        if (IsAnswered(path))
        {
            throw Taken(path, inner: null);
        }

        if (IsOrdinary(path))
        {
            throw new ControlException(ControlFault.Refused, $"{path} is no socket, and is left as it is");
        }

        File.Delete(path);
    }

    /// <summary>A daemon that holds no lock, because it is another program, is not pushed aside either.</summary>
    private static bool IsAnswered(string path)
    {
        using Socket probe = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(ControlPath.EndPoint(path));
            return true;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode != SocketError.ConnectionRefused;
        }
    }

    /// <summary>A socket cannot be opened; everything else that is refused a connection can.</summary>
    private static bool IsOrdinary(string path)
    {
        try
        {
            File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite).Dispose();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static ControlException Taken(string path, Exception? inner) =>
        new(ControlFault.Refused, $"another hipd listens at {path}", inner);
}
