namespace HiperNet.HipStack.Association;

/// <summary>What the engine has counted since its start.</summary>
public sealed class ControlCounters
{
    private static readonly int Reasons = Enum.GetValues<ControlDrop>().Length;

    private readonly long[] drops = new long[Reasons];

    /// <summary>Packets of others that we sent on, as a rendezvous server or relay.</summary>
    public long Relayed { get; internal set; }

    /// <summary>Control packets received.</summary>
    public long Received { get; internal set; }

    /// <summary>Control packets sent, retransmissions among them.</summary>
    public long Sent { get; internal set; }

    /// <summary>Retransmissions.</summary>
    public long Retransmitted { get; internal set; }

    /// <summary>Base exchanges completed.</summary>
    public long Established { get; internal set; }

    /// <summary>Rekeyings completed.</summary>
    public long Rekeyed { get; internal set; }

    /// <summary>Received packets that went no further, for one reason.</summary>
    public long DropsFor(ControlDrop reason) => drops[(int)reason];

    internal void Drop(ControlDrop reason) => drops[(int)reason]++;
}
