namespace HiperNet.HipStack.Esp;

/// <summary>When a security association asks to be replaced, long before it must stop.</summary>
/// <param name="Packets">Packets after which it asks.</param>
/// <param name="Bytes">Octets of ESP packets after which it asks.</param>
public readonly record struct RekeyLimits(ulong Packets, ulong Bytes)
{
    /// <summary>Half of the 32-bit sequence numbers, or 2^40 octets (2^36 blocks of AES).</summary>
    public static RekeyLimits Default { get; } = new(1UL << 31, 1UL << 40);
}
