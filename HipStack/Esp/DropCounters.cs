namespace HiperNet.HipStack.Esp;

/// <summary>Counts of dropped packets by reason. Any thread may count and read.</summary>
public sealed class DropCounters
{
    private static readonly int Reasons = Enum.GetValues<DropReason>().Length;

    private readonly ulong[] counts = new ulong[Reasons];

    /// <summary>The packets dropped for a reason.</summary>
    public ulong Of(DropReason reason) => Volatile.Read(ref counts[(int)reason]);

    /// <summary>Counts one packet, and hands the reason back; <see cref="DropReason.None"/> counts nothing.</summary>
    public DropReason Count(DropReason reason)
    {
        if (reason != DropReason.None)
        {
            Interlocked.Increment(ref counts[(int)reason]);
        }

        return reason;
    }
}
