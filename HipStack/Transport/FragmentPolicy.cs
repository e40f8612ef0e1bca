namespace HiperNet.HipStack.Transport;

/// <summary>What happens to a datagram that is longer than the path's MTU (ip(7), IP_MTU_DISCOVER).</summary>
public enum FragmentPolicy
{
    /// <summary>It is fragmented, here and on its way; DF is never set over IPv4.</summary>
    Allow = 0,

    /// <summary>
    /// It is fragmented here where the path's MTU is known to be smaller; DF is set over IPv4.
    /// </summary>
    FollowPath = 1,

    /// <summary>
    /// It is refused as too big where the path's MTU is known to be smaller; DF is set over IPv4.
    /// </summary>
    Refuse = 2,

    /// <summary>As <see cref="Refuse"/>, but only the interface's MTU counts: for probing a path.</summary>
    Probe = 3,
}
