namespace HiperNet.Hipd.Control;

/// <summary>
/// Who may talk to the daemon. The socket's mode says the same to the kernel; this holds when somebody changes that.
/// </summary>
/// <param name="UserId">The daemon's user.</param>
/// <param name="GroupId">The socket's group.</param>
internal sealed record AccessRule(uint UserId, uint GroupId)
{
    private const uint Root = 0;

    /// <summary>What this caller may ask for.</summary>
    public ControlAccess Of(PeerCredentials peer) => peer switch
    {
        { UserId: Root } => ControlAccess.Root,
        _ when peer.UserId == UserId || peer.GroupIds.Contains(GroupId) => ControlAccess.Member,
        _ => ControlAccess.None,
    };
}
