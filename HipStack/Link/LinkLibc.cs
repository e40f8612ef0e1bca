using System.Runtime.InteropServices;

namespace HiperNet.HipStack.Link;

/// <summary>
/// The system calls of this folder and their numbers, which are the same on x86-64 and arm64. Calls that can
/// fail return -1 and leave the kernel's number in <see cref="Marshal.GetLastPInvokeError"/>.
/// </summary>
internal static unsafe partial class LinkLibc
{
    public const int EPERM = 1;
    public const int ENOENT = 2;
    public const int EINTR = 4;
    public const int EIO = 5;
    public const int EAGAIN = 11;
    public const int EACCES = 13;
    public const int EBUSY = 16;
    public const int EEXIST = 17;
    public const int ENODEV = 19;
    public const int EINVAL = 22;
    public const int EBADFD = 77;
    public const int EADDRNOTAVAIL = 99;
    public const int ENOBUFS = 105;

    public const int O_RDWR = 2;
    public const int O_NONBLOCK = 0x800;
    public const int O_CLOEXEC = 0x80000;

    public const short POLLIN = 1;
    public const short POLLERR = 8;

    public const int AF_INET = 2;
    public const int AF_INET6 = 10;
    public const int AF_NETLINK = 16;
    public const int SOCK_DGRAM = 2;
    public const int SOCK_RAW = 3;
    public const int SOCK_CLOEXEC = O_CLOEXEC;
    public const int SOCK_NONBLOCK = O_NONBLOCK;

    private const string Library = "libc";

    // On Linux this leaves the search to the loader's trusted directories.
    private const DllImportSearchPath Trusted = DllImportSearchPath.SafeDirectories;

    [DefaultDllImportSearchPaths(Trusted)]
    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial FileDescriptor open(string path, int flags);

    [DefaultDllImportSearchPaths(Trusted)]
    [LibraryImport(Library)]
    public static partial int close(int descriptor);

    [DefaultDllImportSearchPaths(Trusted)]
    [LibraryImport(Library, SetLastError = true)]
    public static partial nint read(FileDescriptor descriptor, byte* buffer, nuint length);

    [DefaultDllImportSearchPaths(Trusted)]
    [LibraryImport(Library, SetLastError = true)]
    public static partial nint write(FileDescriptor descriptor, byte* buffer, nuint length);

    [DefaultDllImportSearchPaths(Trusted)]
    [LibraryImport(Library, SetLastError = true)]
    public static partial int ioctl(FileDescriptor descriptor, nuint request, byte* argument);

    [DefaultDllImportSearchPaths(Trusted)]
    [LibraryImport(Library, SetLastError = true)]
    public static partial int poll(PollEntry* entries, nuint count, int timeout);

    [DefaultDllImportSearchPaths(Trusted)]
    [LibraryImport(Library, SetLastError = true)]
    public static partial FileDescriptor eventfd(uint initial, int flags);

    [DefaultDllImportSearchPaths(Trusted)]
    [LibraryImport(Library, SetLastError = true)]
    public static partial FileDescriptor socket(int domain, int type, int protocol);

    [DefaultDllImportSearchPaths(Trusted)]
    [LibraryImport(Library, SetLastError = true)]
    public static partial int bind(FileDescriptor socket, byte* address, uint length);

    [DefaultDllImportSearchPaths(Trusted)]
    [LibraryImport(Library, SetLastError = true)]
    public static partial nint send(FileDescriptor socket, byte* buffer, nuint length, int flags);

    [DefaultDllImportSearchPaths(Trusted)]
    [LibraryImport(Library, SetLastError = true)]
    public static partial nint recv(FileDescriptor socket, byte* buffer, nuint length, int flags);
}
