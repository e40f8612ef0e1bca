using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HiperNet.HipStack.Link;

/// <summary>
/// A fixed number of slots for frames in one pinned buffer, with free room before each frame. It is made once
/// and used again, so that no packet costs an allocation. It belongs to one thread at a time.
/// </summary>
public sealed class FrameBatch
{
    /// <summary>
    /// The room before each frame in octets, for headers that are put there without moving the frame.
    /// </summary>
    public const int Headroom = 128;

    /// <summary>The usual number of slots.</summary>
    public const int DefaultSlots = 64;

    /// <summary>The usual longest frame in octets; a frame of an MTU of 1500 with room to spare.</summary>
    public const int DefaultMaxFrame = 2048;

    /// <summary>The most slots.</summary>
    public const int MaxSlots = 1024;

    /// <summary>
    /// The longest frame that a batch can be made for, in octets: 64 KiB and an Ethernet header.
    /// </summary>
    public const int LongestFrame = 65_550;

    // One octet beyond the longest frame tells a frame that fits from one that the kernel cut off.
    private const int Beyond = 1;
    private const int Alignment = 64;

    private readonly byte[] buffer;
    private readonly int[] lengths;
    private readonly int stride;

    /// <summary>Empty slots.</summary>
    /// <param name="slots">Their number, from 1 to <see cref="MaxSlots"/>.</param>
    /// <param name="maxFrame">The longest frame in octets, from 64 to <see cref="LongestFrame"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public FrameBatch(int slots = DefaultSlots, int maxFrame = DefaultMaxFrame)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(slots, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(slots, MaxSlots);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxFrame, 64);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxFrame, LongestFrame);
        MaxFrame = maxFrame;
        stride = (Headroom + maxFrame + Beyond + Alignment - 1) / Alignment * Alignment;
        buffer = GC.AllocateArray<byte>(slots * stride, pinned: true);
        lengths = new int[slots];
    }

    /// <summary>The number of slots.</summary>
    public int Slots => lengths.Length;

    /// <summary>The longest frame in octets.</summary>
    public int MaxFrame { get; }

    /// <summary>How many slots hold a frame; they are the first ones.</summary>
    public int Count { get; private set; }

    /// <summary>Whether no slot is free.</summary>
    public bool IsFull => Count == Slots;

    /// <summary>The frame in <paramref name="slot"/>, from its Ethernet header on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The slot holds no frame.</exception>
    public Span<byte> this[int slot]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)slot, (uint)Count, nameof(slot));
            return buffer.AsSpan(Start(slot), lengths[slot]);
        }
    }

    /// <summary>
    /// The room of the next free slot, to be written and then claimed by <see cref="Add"/>; empty if none is
    /// free.
    /// </summary>
    public Span<byte> Next => IsFull ? [] : buffer.AsSpan(Start(Count), MaxFrame);

    /// <summary>Forgets the frames.</summary>
    public void Clear() => Count = 0;

    /// <summary>Claims the first <paramref name="length"/> octets of <see cref="Next"/> as a frame.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative or over <see
    /// cref="MaxFrame"/>.</exception>
    /// <exception cref="InvalidOperationException">No slot is free.</exception>
    public void Add(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)MaxFrame, nameof(length));
        if (IsFull)
        {
            throw new InvalidOperationException("The batch is full.");
        }

        lengths[Count++] = length;
    }

    /// <summary>
    /// Copies a frame into the next free slot; false if none is free or the frame is too long.
    /// </summary>
    public bool TryAdd(ReadOnlySpan<byte> frame)
    {
        if (IsFull || !frame.TryCopyTo(Next))
        {
            return false;
        }

        Add(frame.Length);
        return true;
    }

    /// <summary>
    /// Where the frame of a slot begins. The buffer is pinned: the address holds as long as the batch.
    /// </summary>
    internal unsafe byte* Pointer(int slot) =>
        (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(buffer)) + Start(slot);

    /// <summary>Where the next free slot's frame begins.</summary>
    internal unsafe byte* NextPointer => Pointer(Count);

    private int Start(int slot) => (slot * stride) + Headroom;
}
