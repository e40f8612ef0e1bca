using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HiperNet.HipStack.Transport;

/// <summary>
/// A fixed number of slots for datagrams in one pinned buffer, each with its addresses. It is made once and
/// used again, so that no packet costs an allocation. It belongs to one thread at a time.
/// </summary>
public sealed class DatagramBatch
{
    /// <summary>
    /// The room before each datagram in octets, for headers that are put there without moving it.
    /// </summary>
    public const int Headroom = 64;

    /// <summary>The usual number of slots.</summary>
    public const int DefaultSlots = 64;

    /// <summary>
    /// The usual longest datagram in octets; beyond the longest HIP packet and an Ethernet MTU.
    /// </summary>
    public const int DefaultMaxDatagram = 2304;

    /// <summary>The most slots; the kernel takes no more at once.</summary>
    public const int MaxSlots = 1024;

    /// <summary>The longest datagram that a batch can be made for, in octets.</summary>
    public const int LongestDatagram = 65_535;

    private const int Alignment = 64;

    // Where something received was left out, fewer slots are claimed than rooms are used.
    private int usedRooms;

    private MessageTable? messages;

    private readonly byte[] buffer;
    private readonly int stride;
    private readonly int[] starts;
    private readonly int[] lengths;
    private readonly UnderlayAddress[] remotes;
    private readonly UnderlayAddress[] locals;
    private readonly DatagramFault[] faults;

    /// <summary>Empty slots.</summary>
    /// <param name="slots">Their number, from 1 to <see cref="MaxSlots"/>.</param>
    /// <param name="maxDatagram">The longest datagram in octets, from 64 to <see
    /// cref="LongestDatagram"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public DatagramBatch(int slots = DefaultSlots, int maxDatagram = DefaultMaxDatagram)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(slots, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(slots, MaxSlots);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxDatagram, 64);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxDatagram, LongestDatagram);
        MaxDatagram = maxDatagram;
        stride = (Headroom + maxDatagram + Alignment - 1) / Alignment * Alignment;
        buffer = GC.AllocateArray<byte>(slots * stride, pinned: true);
        starts = new int[slots];
        lengths = new int[slots];
        remotes = new UnderlayAddress[slots];
        locals = new UnderlayAddress[slots];
        faults = new DatagramFault[slots];
    }

    /// <summary>The number of slots.</summary>
    public int Slots => lengths.Length;

    /// <summary>The longest datagram in octets.</summary>
    public int MaxDatagram { get; }

    /// <summary>How many slots hold a datagram; they are the first ones.</summary>
    public int Count { get; private set; }

    /// <summary>Whether no slot is free.</summary>
    public bool IsFull => usedRooms == Slots;

    /// <summary>
    /// The room of the next free slot, to be written and then claimed by <see cref="Add"/>; empty if none is
    /// free.
    /// </summary>
    public Span<byte> Next => IsFull ? [] : buffer.AsSpan(Room(usedRooms), MaxDatagram);

    /// <summary>The datagram in <paramref name="slot"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The slot holds no datagram.</exception>
    public Span<byte> this[int slot] => buffer.AsSpan(starts[Checked(slot)], lengths[slot]);

    /// <summary>The other side's address.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The slot holds no datagram.</exception>
    public UnderlayAddress Remote(int slot) => remotes[Checked(slot)];

    /// <summary>
    /// Our address: where it arrived, or where it is to be sent from; none lets the host choose.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The slot holds no datagram.</exception>
    public UnderlayAddress Local(int slot) => locals[Checked(slot)];

    /// <summary>Why the datagram was not sent; meaningful after <see cref="IDatagramSocket.Send"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The slot holds no datagram.</exception>
    public DatagramFault Fault(int slot) => faults[Checked(slot)];

    /// <summary>Forgets the datagrams.</summary>
    public void Clear()
    {
        Count = 0;
        usedRooms = 0;
    }

    /// <summary>
    /// Claims the first <paramref name="length"/> octets of <see cref="Next"/> as a datagram.
    /// </summary>
    /// <param name="length">The number of octets.</param>
    /// <param name="remote">The other side's address.</param>
    /// <param name="local">Our address; none lets the host choose. Its port does not matter.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative or over <see
    /// cref="MaxDatagram"/>.
    /// </exception>
    /// <exception cref="InvalidOperationException">No slot is free.</exception>
    public void Add(int length, UnderlayAddress remote, UnderlayAddress local = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)MaxDatagram, nameof(length));
        if (IsFull)
        {
            throw new InvalidOperationException("The batch is full.");
        }

        Place(usedRooms++, 0, length, remote, local);
    }

    /// <summary>
    /// Copies a datagram into the next free slot; false if none is free or the datagram is too long.
    /// </summary>
    public bool TryAdd(ReadOnlySpan<byte> datagram, UnderlayAddress remote, UnderlayAddress local = default)
    {
        if (IsFull || !datagram.TryCopyTo(Next))
        {
            return false;
        }

        Add(datagram.Length, remote, local);
        return true;
    }

    /// <summary>The kernel's view of this batch, made when a kernel socket first sees it.</summary>
    internal MessageTable Messages => messages ??= new MessageTable(this);

    internal void SetFault(int slot, DatagramFault fault) => faults[Checked(slot)] = fault;

    /// <summary>
    /// The start of a slot's room. The buffer is pinned: the address holds as long as the batch.
    /// </summary>
    internal unsafe byte* RoomPointer(int slot) => Buffer + Room(slot);

    /// <summary>The start of a slot's datagram.</summary>
    internal unsafe byte* Pointer(int slot) => Buffer + starts[Checked(slot)];

    /// <summary>
    /// Claims what the kernel wrote to the room of slot <paramref name="from"/> as the next datagram, without
    /// its first <paramref name="skip"/> octets. Rooms before it may have been left out.
    /// </summary>
    internal void AddReceived(int from, int skip, int length, UnderlayAddress remote, UnderlayAddress local)
    {
        Place(from, skip, length, remote, local);
        usedRooms = from + 1;
    }

    private unsafe byte* Buffer => (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(buffer));

    private void Place(int room, int skip, int length, UnderlayAddress remote, UnderlayAddress local)
    {
        starts[Count] = Room(room) + skip;
        lengths[Count] = length;
        remotes[Count] = remote;
        locals[Count] = local;
        faults[Count] = DatagramFault.None;
        Count++;
    }

    private int Room(int slot) => (slot * stride) + Headroom;

    private int Checked(int slot)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)slot, (uint)Count, nameof(slot));
        return slot;
    }
}
