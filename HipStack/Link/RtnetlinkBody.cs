namespace HiperNet.HipStack.Link;

/// <summary>The lengths in octets of what stands between the netlink header and the attributes.</summary>
internal static class RtnetlinkBody
{
    /// <summary>struct ifinfomsg.</summary>
    public const int Link = 16;

    /// <summary>struct ifaddrmsg.</summary>
    public const int Address = 8;

    /// <summary>struct rtmsg.</summary>
    public const int Route = 12;
}
