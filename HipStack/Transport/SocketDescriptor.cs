using Microsoft.Win32.SafeHandles;

namespace HiperNet.HipStack.Transport;

/// <summary>A file descriptor of ours, closed once.</summary>
internal sealed class SocketDescriptor : SafeHandleMinusOneIsInvalid
{
    public SocketDescriptor()
        : base(ownsHandle: true)
    {
    }

    /// <summary>The number, for <see cref="PollEntry"/>; valid as long as this is not disposed of.</summary>
    public int Number => (int)handle;

    protected override bool ReleaseHandle() => TransportLibc.close((int)handle) == 0;
}
