namespace HiperNet.HipStack.Association;

/// <summary>The state of an association between two HITs (RFC 7401 section 4.4.2).</summary>
public enum AssociationState : byte
{
    /// <summary>Nothing is kept about the peer, except what waits for a verdict on its I2.</summary>
    Unassociated,

    /// <summary>An I1 was sent; an R1 is waited for, or its puzzle is being solved.</summary>
    I1Sent,

    /// <summary>An I2 was sent; an R2 is waited for, or the verdict on the Responder after its R2.</summary>
    I2Sent,

    /// <summary>The peer was granted its right and an R2 was sent; a sign that it arrived is waited for.</summary>
    R2Sent,

    /// <summary>Both sides hold the keys, and this side has granted the peer its right.</summary>
    Established,

    /// <summary>A CLOSE was sent and no security association is left; a CLOSE_ACK is waited for.</summary>
    Closing,

    /// <summary>A CLOSE was answered; its keys are kept only to answer it again.</summary>
    Closed,

    /// <summary>The exchange failed or was refused (E-FAILED); for a while no new one is started.</summary>
    Failed,
}
