namespace HiperNet.HipStack.Esp;

/// <summary>What <see cref="OutboundPipeline.Process"/> found out about a packet.</summary>
/// <param name="Association">The association to send on, if there is one.</param>
/// <param name="Length">The octets written: of the ESP packet, or of the ICMP error.</param>
/// <param name="Reason">Why the packet was not sent.</param>
/// <param name="LocalHit">The HIT that sends, 0 where it is not known.</param>
/// <param name="PeerHit">The HIT that the packet is for, 0 where it is not known.</param>
/// <param name="TrafficClass">The inner traffic class, which the outer header should have too.</param>
public readonly record struct OutboundResult(
    AssociationPath? Association,
    int Length,
    DropReason Reason,
    UInt128 LocalHit,
    UInt128 PeerHit,
    byte TrafficClass);
