using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire;

/// <summary>The packet types of RFC 7401 section 5.3. A packet of any other type is dropped.</summary>
[SuppressMessage("Design", "CA1027", Justification = "They are numbers of a registry, one at a time.")]
public enum PacketType : byte
{
    /// <summary>I1, the Initiator's first packet (section 5.3.1).</summary>
    I1 = 1,

    /// <summary>R1, the Responder's first packet (section 5.3.2).</summary>
    R1 = 2,

    /// <summary>I2, the Initiator's second packet (section 5.3.3).</summary>
    I2 = 3,

    /// <summary>R2, the Responder's second packet (section 5.3.4).</summary>
    R2 = 4,

    /// <summary>UPDATE (section 5.3.5).</summary>
    Update = 16,

    /// <summary>NOTIFY (section 5.3.6).</summary>
    Notify = 17,

    /// <summary>CLOSE (section 5.3.7).</summary>
    Close = 18,

    /// <summary>CLOSE_ACK (section 5.3.8).</summary>
    CloseAck = 19,
}
