using Microsoft.Win32.SafeHandles;

namespace HiperNet.HipStack.Link;

/// <summary>A file descriptor of ours, closed once.</summary>
internal sealed class FileDescriptor : SafeHandleMinusOneIsInvalid
{
    public FileDescriptor()
        : base(ownsHandle: true)
    {
    }

    /// <summary>The number, for <see cref="PollEntry"/>; valid as long as this is not disposed of.</summary>
    public int Number => (int)handle;

    protected override bool ReleaseHandle() => LinkLibc.close((int)handle) == 0;
}
