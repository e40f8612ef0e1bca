using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HiperNet.HipStack.Transport;

/// <summary>
/// The kernel's view of a batch: headers, vectors, addresses and control messages of every slot, in pinned
/// memory.
/// </summary>
internal sealed unsafe class MessageTable
{
    private readonly DatagramBatch batch;
    private readonly MessageHeader[] headers;
    private readonly MessageVector[] vectors;
    private readonly byte[] names;
    private readonly byte[] controls;

    public MessageTable(DatagramBatch batch)
    {
        this.batch = batch;
        headers = GC.AllocateArray<MessageHeader>(batch.Slots, pinned: true);
        vectors = GC.AllocateArray<MessageVector>(batch.Slots, pinned: true);
        names = GC.AllocateArray<byte>(batch.Slots * SocketAddress.Room, pinned: true);
        controls = GC.AllocateArray<byte>(batch.Slots * SocketAddress.ControlRoom, pinned: true);
    }

    public MessageHeader* Headers =>
        (MessageHeader*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(headers));

    /// <summary>Makes every slot ready to be received into.</summary>
    public void PrepareToReceive()
    {
        for (int slot = 0; slot < batch.Slots; slot++)
        {
            ref MessageHeader header = ref Prepare(slot, batch.RoomPointer(slot), batch.MaxDatagram);
            header.NameLength = SocketAddress.Room;
            header.ControlLength = SocketAddress.ControlRoom;
        }
    }

    /// <summary>Makes a slot that holds a datagram ready to be sent.</summary>
    public void PrepareToSend(int slot, bool hasPort)
    {
        ref MessageHeader header = ref Prepare(slot, batch.Pointer(slot), batch[slot].Length);
        UnderlayAddress remote = batch.Remote(slot);

        // Raw sockets refuse a port that is not their protocol's number (IPv6), or overlook it (IPv4).
        header.NameLength = (uint)SocketAddress.Write(Name(slot), hasPort ? remote : remote.WithPort(0));
        UnderlayAddress local = batch.Local(slot);
        if (local.IsUnspecified)
        {
            header.Control = null;
        }
        else
        {
            header.ControlLength = (nuint)SocketAddress.WriteControl(Control(slot), local);
        }
    }

    /// <summary>The sender's address of a slot that was received into.</summary>
    public UnderlayAddress Sender(int slot, bool hasPort)
    {
        int length = (int)Math.Min(headers[slot].NameLength, SocketAddress.Room);
        return SocketAddress.Read(Name(slot)[..length], hasPort);
    }

    /// <summary>Our address of a slot that was received into.</summary>
    public UnderlayAddress Receiver(int slot, int port) => SocketAddress.ReadControl(
        Control(slot)[..(int)Math.Min(headers[slot].ControlLength, SocketAddress.ControlRoom)], port);

    private Span<byte> Name(int slot) => names.AsSpan(slot * SocketAddress.Room, SocketAddress.Room);

    private Span<byte> Control(int slot) =>
        controls.AsSpan(slot * SocketAddress.ControlRoom, SocketAddress.ControlRoom);

    private ref MessageHeader Prepare(int slot, byte* start, int length)
    {
        vectors[slot] = new MessageVector { Start = start, Length = (nuint)length };
        ref MessageHeader header = ref headers[slot];
        header = default;
        header.Name = Pointer(Name(slot));
        header.Vectors = (MessageVector*)Unsafe.AsPointer(ref vectors[slot]);
        header.VectorCount = 1;
        header.Control = Pointer(Control(slot));
        return ref header;
    }

    private static byte* Pointer(Span<byte> pinned) =>
        (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(pinned));
}
