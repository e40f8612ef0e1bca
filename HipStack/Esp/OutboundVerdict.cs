namespace HiperNet.HipStack.Esp;

/// <summary>What is to be done after a packet from the TAP side was looked at.</summary>
public enum OutboundVerdict : byte
{
    /// <summary>Nothing: the packet was dropped, and the reason counted.</summary>
    Drop,

    /// <summary>Send the ESP packet on the association's path.</summary>
    Send,

    /// <summary>Let the packet wait, and begin a base exchange with the peer.</summary>
    NoAssociation,

    /// <summary>Write the ICMP packet, which stands where the ESP packet would, back to the TAP side.</summary>
    IcmpError,
}
