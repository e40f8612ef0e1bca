namespace HiperNet.HipStack.Esp;

/// <summary>
/// Which family this host uses with a peer that does not mark it: by the ports of what it sent, and by the first of
/// fragments. The sending side writes, the receiving side reads.
/// </summary>
internal sealed class FamilyMemory
{
    /// <summary>The most flows remembered for a peer.</summary>
    public const int MaxFlows = 1024;

    /// <summary>The most fragmented datagrams remembered for a peer.</summary>
    public const int MaxFragments = 256;

    /// <summary>How long a silent flow is remembered.</summary>
    public static readonly TimeSpan FlowIdle = FlowTable.TcpIdle;

    private readonly BoundedMemory flows = new(MaxFlows, FlowIdle);
    private readonly BoundedMemory fragments = new(MaxFragments, FragmentMemory.Idle);

    /// <summary>Remembers what this host sent.</summary>
    public void NoteSent(in UpperLayer upper, InnerFamily family, TimeSpan now)
    {
        if (!upper.Fragment.IsLater)
        {
            ulong key = FlowTable.KeyOf(upper.Protocol, upper.SourcePort, upper.DestinationPort);
            flows.Set(key, (byte)family, now);
        }
    }

    /// <summary>The family of what arrived, if it answers something or follows a first fragment.</summary>
    public InnerFamily Find(in UpperLayer upper, TimeSpan now)
    {
        bool found = upper.Fragment.IsLater
            ? fragments.TryGet(FragmentMemory.KeyOf(upper.Fragment), now, out byte family)
            : flows.TryGet(FlowTable.KeyOf(upper.Protocol, upper.DestinationPort, upper.SourcePort), now, out family);
        return found ? (InnerFamily)family : InnerFamily.None;
    }

    /// <summary>Remembers the family that the first fragment of a datagram was rebuilt in.</summary>
    public void NoteFragment(in UpperLayer upper, InnerFamily family, TimeSpan now)
    {
        if (upper.Fragment.IsFragment && !upper.Fragment.IsLater)
        {
            fragments.Set(FragmentMemory.KeyOf(upper.Fragment), (byte)family, now);
        }
    }
}
