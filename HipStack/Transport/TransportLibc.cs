using System.Runtime.InteropServices;

namespace HiperNet.HipStack.Transport;

/// <summary>
/// The system calls of this folder and their numbers, which are the same on x86-64 and arm64. Calls that can
/// fail return -1 and leave the kernel's number in <see cref="Marshal.GetLastPInvokeError"/>.
/// </summary>
internal static unsafe partial class TransportLibc
{
    public const int EPERM = 1;
    public const int EINTR = 4;
    public const int EAGAIN = 11;
    public const int EACCES = 13;
    public const int EINVAL = 22;
    public const int EMSGSIZE = 90;
    public const int EAFNOSUPPORT = 97;
    public const int EADDRINUSE = 98;
    public const int EADDRNOTAVAIL = 99;
    public const int ENETDOWN = 100;
    public const int ENETUNREACH = 101;
    public const int ENOBUFS = 105;
    public const int ECONNREFUSED = 111;
    public const int EHOSTDOWN = 112;
    public const int EHOSTUNREACH = 113;

    public const short POLLIN = 1;
    public const short POLLOUT = 4;

    public const int AF_INET = 2;
    public const int AF_INET6 = 10;
    public const int SOCK_DGRAM = 2;
    public const int SOCK_RAW = 3;
    public const int SOCK_NONBLOCK = 0x800;
    public const int SOCK_CLOEXEC = 0x80000;

    public const int SOL_SOCKET = 1;
    public const int SO_SNDBUF = 7;
    public const int SO_RCVBUF = 8;
    public const int SO_SNDBUFFORCE = 32;
    public const int SO_RCVBUFFORCE = 33;

    public const int IPPROTO_IP = 0;
    public const int IP_PKTINFO = 8;
    public const int IP_MTU_DISCOVER = 10;

    public const int IPPROTO_IPV6 = 41;
    public const int IPV6_MTU_DISCOVER = 23;
    public const int IPV6_V6ONLY = 26;
    public const int IPV6_RECVPKTINFO = 49;
    public const int IPV6_PKTINFO = 50;

    public const int MSG_CTRUNC = 8;
    public const int MSG_TRUNC = 0x20;
    public const int MSG_DONTWAIT = 0x40;
    public const int MSG_NOSIGNAL = 0x4000;

    private const string Library = "libc";

    // On Linux this leaves the search to the loader's trusted directories.
    private const DllImportSearchPath Trusted = DllImportSearchPath.SafeDirectories;

    [DefaultDllImportSearchPaths(Trusted)]
    [LibraryImport(Library)]
    public static partial int close(int descriptor);

    [DefaultDllImportSearchPaths(Trusted)]
    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int chown(string path, uint owner, uint group);

    [DefaultDllImportSearchPaths(Trusted)]
    [LibraryImport(Library, SetLastError = true)]
    public static partial nint read(SocketDescriptor descriptor, byte* buffer, nuint length);

    [DefaultDllImportSearchPaths(Trusted)]
    [LibraryImport(Library, SetLastError = true)]
    public static partial nint write(SocketDescriptor descriptor, byte* buffer, nuint length);

    [DefaultDllImportSearchPaths(Trusted)]
    [LibraryImport(Library, SetLastError = true)]
    public static partial int poll(PollEntry* entries, nuint count, int timeout);

    [DefaultDllImportSearchPaths(Trusted)]
    [LibraryImport(Library, SetLastError = true)]
    public static partial SocketDescriptor eventfd(uint initial, int flags);

    [DefaultDllImportSearchPaths(Trusted)]
    [LibraryImport(Library, SetLastError = true)]
    public static partial SocketDescriptor socket(int domain, int type, int protocol);

    [DefaultDllImportSearchPaths(Trusted)]
    [LibraryImport(Library, SetLastError = true)]
    public static partial int bind(SocketDescriptor socket, byte* address, uint length);

    [DefaultDllImportSearchPaths(Trusted)]
    [LibraryImport(Library, SetLastError = true)]
    public static partial int getsockname(SocketDescriptor socket, byte* address, uint* length);

    [DefaultDllImportSearchPaths(Trusted)]
    [LibraryImport(Library, SetLastError = true)]
    public static partial int setsockopt(
        SocketDescriptor socket, int level, int name, int* value, uint length);

    [DefaultDllImportSearchPaths(Trusted)]
    [LibraryImport(Library, SetLastError = true)]
    public static partial int recvmmsg(
        SocketDescriptor socket, MessageHeader* messages, uint count, int flags, void* timeout);

    [DefaultDllImportSearchPaths(Trusted)]
    [LibraryImport(Library, SetLastError = true)]
    public static partial int sendmmsg(
        SocketDescriptor socket, MessageHeader* messages, uint count, int flags);
}
