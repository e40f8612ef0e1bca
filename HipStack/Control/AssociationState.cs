using System.Text.Json.Serialization;

namespace HiperNet.HipStack.Control;

/// <summary>The states of RFC 7401 section 4.4.2, in its words.</summary>
[JsonConverter(typeof(WordConverter<AssociationState>))]
public enum AssociationState
{
    /// <summary>A word of a later version.</summary>
    Unknown,

    /// <summary>UNASSOCIATED: nothing has happened yet.</summary>
    Unassociated,

    /// <summary>I1-SENT: waiting for an R1.</summary>
    I1Sent,

    /// <summary>I2-SENT: waiting for an R2.</summary>
    I2Sent,

    /// <summary>R2-SENT: waiting for the peer's first packet.</summary>
    R2Sent,

    /// <summary>ESTABLISHED: packets move.</summary>
    Established,

    /// <summary>CLOSING: waiting for a CLOSE_ACK.</summary>
    Closing,

    /// <summary>CLOSED: the peer has closed.</summary>
    Closed,

    /// <summary>E-FAILED: the base exchange failed.</summary>
    EFailed,
}
