namespace HiperNet.HipStack.Esp;

/// <summary>
/// Lets through what a peer's rights cover. Rights describe services: a packet passes towards an allowed service, and
/// back from it; an answer passes only within a flow that the served side's partner opened.
/// </summary>
public sealed class TrafficFilter
{
    private readonly FlowTable flows = new();
    private readonly FragmentMemory sentFragments = new();
    private readonly FragmentMemory receivedFragments = new();
    private volatile ITrafficRights rights;

    /// <summary>Makes the filter.</summary>
    public TrafficFilter(ITrafficRights rights) => this.rights = rights;

    /// <summary>The rights; they may be replaced at any time, and open flows are judged by the new ones.</summary>
    public ITrafficRights Rights
    {
        get => rights;
        set => rights = value;
    }

    /// <summary>Judges a packet that this host sends.</summary>
    internal DropReason CheckSent(in UpperLayer upper, InnerFamily family, TimeSpan now)
    {
        ITrafficRights current = rights;
        if (now >= current.Until)
        {
            return DropReason.RightsExpired;
        }

        return current.IsUnrestricted ? DropReason.None : Follow(sentFragments, upper, family, now)
            ?? Remember(sentFragments, upper, family, now, MaySend(current, upper, now));
    }

    /// <summary>Judges a packet that the peer sent.</summary>
    internal DropReason CheckReceived(in UpperLayer upper, InnerFamily family, TimeSpan now)
    {
        ITrafficRights current = rights;
        if (now >= current.Until)
        {
            return DropReason.RightsExpired;
        }

        return current.IsUnrestricted ? DropReason.None : Follow(receivedFragments, upper, family, now)
            ?? Remember(receivedFragments, upper, family, now, MayReceive(current, upper, now));
    }

    private static DropReason? Follow(FragmentMemory memory, in UpperLayer upper, InnerFamily family, TimeSpan now)
    {
        if (!upper.Fragment.IsLater)
        {
            return null;
        }

        return memory.Knows(upper.Fragment, family, now) ? DropReason.None : DropReason.FragmentWithoutFirst;
    }

    private static DropReason Remember(
        FragmentMemory memory, in UpperLayer upper, InnerFamily family, TimeSpan now, bool allowed)
    {
        if (allowed && upper.Fragment.IsFragment)
        {
            memory.Note(upper.Fragment, family, now);
        }

        return allowed ? DropReason.None : DropReason.NotPermitted;
    }

    private bool MaySend(ITrafficRights current, in UpperLayer upper, TimeSpan now)
    {
        if (!IpProtocol.HasPorts(upper.Protocol))
        {
            return current.Allows(upper.Protocol, 0);
        }

        if (current.Allows(upper.Protocol, upper.DestinationPort))
        {
            flows.Open(upper.Protocol, upper.SourcePort, upper.DestinationPort, now);
            return true;
        }

        return current.Allows(upper.Protocol, upper.SourcePort);
    }

    private bool MayReceive(ITrafficRights current, in UpperLayer upper, TimeSpan now)
    {
        if (!IpProtocol.HasPorts(upper.Protocol))
        {
            return current.Allows(upper.Protocol, 0);
        }

        return current.Allows(upper.Protocol, upper.DestinationPort)
            || (current.Allows(upper.Protocol, upper.SourcePort)
                && flows.IsOpen(upper.Protocol, upper.DestinationPort, upper.SourcePort, now));
    }
}
