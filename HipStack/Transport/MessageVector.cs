using System.Runtime.InteropServices;

namespace HiperNet.HipStack.Transport;

/// <summary>struct iovec.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MessageVector
{
    public byte* Start;
    public nuint Length;
}
