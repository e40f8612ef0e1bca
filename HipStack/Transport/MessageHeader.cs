using System.Runtime.InteropServices;

namespace HiperNet.HipStack.Transport;

/// <summary>struct mmsghdr of glibc on 64-bit processors: 64 octets.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MessageHeader
{
    public byte* Name;
    public uint NameLength;
    public MessageVector* Vectors;
    public nuint VectorCount;
    public byte* Control;
    public nuint ControlLength;
    public int Flags;
    public int FlagsPadding;
    public uint Length;
    public uint Padding;
}
