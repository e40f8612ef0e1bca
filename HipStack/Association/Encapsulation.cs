namespace HiperNet.HipStack.Association;

/// <summary>What carries HIP and ESP between two hosts.</summary>
public enum Encapsulation
{
    /// <summary>IP protocols 139 and 50 directly on IP (RFC 7401 section 5.1, RFC 7402).</summary>
    Raw,

    /// <summary>Both in UDP (RFC 9028 section 5.1).</summary>
    Udp,
}
